export type { LoadedConfiguration } from "./configuration/load.ts";
export { loadConfiguration } from "./configuration/load.ts";
export { main } from "./main.ts";
export type { FormatName, RequestedOutput } from "./outputs/formats.ts";
export { writeOutputs } from "./outputs/write-outputs.ts";
export type { Input, Output, Session } from "./session.ts";
export type { TableOptions } from "./terminal/verdict-table.ts";
export { renderVerdictTable } from "./terminal/verdict-table.ts";
