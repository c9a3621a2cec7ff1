import {
  type Column,
  encodeCategory,
  isPresent,
  lengthOf,
  type NumericColumn,
  numbersOf,
  requireColumn,
  type Table,
  tableOf,
  takeRows,
  textAt,
} from "@evenhand/core";

/**
 * The background rows, and the person behind them, as a model is shown them.
 *
 * @throws EvenhandError `config/unknown-column`
 */
export function stackRows(names: readonly string[], background: Table, person: Table): Table {
  return tableOf(
    names.map((name) =>
      stack(
        requireColumn(background, name, "background"),
        requireColumn(person, name, "model features"),
      ),
    ),
  );
}

/**
 * Tables of mixed rows: one for each entry of `others`, the background rows to complete with;
 * `members[row·players + player]` is 1 where the person's values are taken.
 */
export type Mix = (others: Uint32Array, members: Uint8Array) => Table;

/**
 * @param stacked as `stackRows` makes it
 * @param players the player of each of its columns
 */
export function mixerOf(
  stacked: Table,
  players: { readonly of: Int32Array; readonly count: number },
): Mix {
  const person = stacked.rows - 1;
  const columns = [...stacked.columns].map(([name, column]) => {
    const alone = { rows: stacked.rows, columns: new Map([[name, column]]) };
    return { name, take: (rows: Uint32Array) => takeRows(alone, rows).columns.get(name) as Column };
  });
  return (others, members) => {
    const rowsOf = Array.from({ length: players.count }, (_, player) =>
      others.map((other, row) => (members[row * players.count + player] === 1 ? person : other)),
    );
    const taken = columns.map(({ name, take }, at): [string, Column] => [
      name,
      take(rowsOf[players.of[at] as number] as Uint32Array),
    ]);
    return { rows: others.length, columns: new Map(taken) };
  };
}

/** Numbers where both are, or can be read as such; else texts. */
function stack(first: Column, second: Column): Column {
  const one = asNumbers(first, second);
  const two = asNumbers(second, first);
  const rows = lengthOf(first);
  const length = rows + lengthOf(second);
  if (one === null || two === null) {
    const texts = Array.from({ length }, (_, row) =>
      row < rows ? textAt(first, row) : textAt(second, row - rows),
    );
    return encodeCategory(first.name, texts);
  }
  const values = new Float64Array(length);
  const validity = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const from = row < rows ? one : two;
    const at = row < rows ? row : row - rows;
    validity[row] = Number(isPresent(from, at));
    values[row] = validity[row] === 1 ? (from.values[at] as number) : 0;
  }
  const whole = validity.every((present) => present === 1);
  return { kind: "numeric", name: first.name, values, validity: whole ? null : validity };
}

function asNumbers(column: Column, other: Column): NumericColumn | null {
  if (column.kind === "category" && other.kind === "category") return null;
  const { column: numbers, unreadable } = numbersOf(column);
  return unreadable === null ? numbers : null;
}
