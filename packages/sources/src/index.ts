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
export type { CountedRelation, CountingOptions } from "./sql/count-relation.ts";
export { countRelation } from "./sql/count-relation.ts";
export type { CountedEngineTable } from "./sql/count-table.ts";
export { countEngineTable } from "./sql/count-table.ts";
export type { ColumnListing, Dialect, TableName } from "./sql/dialect.ts";
export { bigquery } from "./sql/dialects/bigquery.ts";
export { clickhouse } from "./sql/dialects/clickhouse.ts";
export { duckdb } from "./sql/dialects/duckdb.ts";
export { postgres } from "./sql/dialects/postgres.ts";
export { snowflake } from "./sql/dialects/snowflake.ts";
export { spark } from "./sql/dialects/spark.ts";
export { trino } from "./sql/dialects/trino.ts";
export type { SqlEngine } from "./sql/engine.ts";
export type { Relation, SqlColumn, SqlKind } from "./sql/relation.ts";
export type { RowRules } from "./sql/row-rules.ts";
