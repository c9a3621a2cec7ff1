export { datasets, findDataset, findDatasetFile } from "./catalogue/catalogue.ts";
export type { Dataset, DatasetFile, Obtaining } from "./catalogue/dataset.ts";
export { downloadDataset } from "./catalogue/download.ts";
export type {
  DatasetLocation,
  DatasetReference,
  LocatedFile,
  Whereabouts,
} from "./catalogue/locate.ts";
export { howToObtain, locateDataset, resolveDatasetFile } from "./catalogue/locate.ts";
export type { FileCheck } from "./catalogue/verify.ts";
export { verifyDataset } from "./catalogue/verify.ts";
export { parseCsv } from "./files/csv.ts";
export type { FileTable } from "./files/read-table.ts";
export { readTable } from "./files/read-table.ts";
export type { StoredFile } from "./files/stored-file.ts";
export { readStoredFile } from "./files/stored-file.ts";
