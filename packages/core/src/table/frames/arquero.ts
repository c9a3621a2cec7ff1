import type { Column } from "../column.ts";
import { columnFrom } from "../values.ts";

/** The shape of an Arquero table that the intake reads. */
export interface ArqueroTable {
  columnNames(): readonly string[];
  numRows(): number;
  isFiltered(): boolean;
  /** The values of the rows that the filter leaves, in the declared order. */
  array(name: string): ArrayLike<unknown>;
}

export function isArqueroTable(input: object): input is ArqueroTable {
  const { columnNames, numRows, isFiltered, array } = input as Partial<ArqueroTable>;
  return [columnNames, numRows, isFiltered, array].every((part) => typeof part === "function");
}

/** The columns of the rows that are left. */
export function columnsOfArquero(frame: ArqueroTable): Column[] {
  return frame.columnNames().map((name) => columnFrom(name, frame.array(name)));
}
