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
export type { CountedFiles } from "./files/count-files.ts";
export { countFiles } from "./files/count-files.ts";
export { parseCsv } from "./files/csv.ts";
export type { FileName } from "./files/file-name.ts";
export type { FileTable } from "./files/read-table.ts";
export { readTable } from "./files/read-table.ts";
export type { StoredFile } from "./files/stored-file.ts";
export { readStoredFile } from "./files/stored-file.ts";
export type { CountedRelation, SqlEngine } from "./sql/count-relation.ts";
export { countRelation } from "./sql/count-relation.ts";
export type { Dialect } from "./sql/dialect.ts";
export { duckdb } from "./sql/dialects/duckdb.ts";
export type { Relation, SqlColumn, SqlKind } from "./sql/relation.ts";
export type { RowRules } from "./sql/row-rules.ts";
