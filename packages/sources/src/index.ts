export { parseCsv } from "./files/csv.ts";
export type { FileTable } from "./files/read-table.ts";
export { readTable } from "./files/read-table.ts";
