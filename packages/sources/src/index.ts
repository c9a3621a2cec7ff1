export { parseCsv } from "./files/csv.ts";
export type { FileTable } from "./files/read-table.ts";
export { readTable } from "./files/read-table.ts";
export type { StoredFile } from "./files/stored-file.ts";
export { readStoredFile } from "./files/stored-file.ts";
