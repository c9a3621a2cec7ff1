import { EvenhandError, type Table } from "@evenhand/core";
import { encodeTable } from "./encode.ts";
import { goesLeft, type TreeEnsemble } from "./ensemble.ts";
import { hashRows } from "./hash-rows.ts";

/**
 * The same model with each node's cover counted anew: the rows of a table that pass through it. For
 * formats that keep no covers, or covers in another weight than rows. Nodes that no row reaches have 0.
 *
 * @throws EvenhandError `input/empty-background`, and as `encodeTable`
 * @example
 * withCovers(model, trainingRows).nodes.cover?.[0]; // the number of rows, at the first root
 */
export function withCovers(model: TreeEnsemble, table: Table): TreeEnsemble {
  if (table.rows === 0) {
    throw new EvenhandError({
      code: "input/empty-background",
      path: "table",
      problem: "the table has no rows to count",
      expected: "at least one row",
    });
  }
  const { nodes, roots } = model;
  const encoded = encodeTable(model.features, table);
  const { values, width, rows } = encoded;
  const cover = new Float64Array(nodes.feature.length);
  for (let row = 0; row < rows; row++) {
    for (const root of roots) {
      let node = root;
      cover[node] = (cover[node] as number) + 1;
      for (let at = nodes.feature[node] as number; at >= 0; at = nodes.feature[node] as number) {
        const left = goesLeft(nodes, node, values[row * width + at] as number);
        node = (left ? nodes.left[node] : nodes.right[node]) as number;
        cover[node] = (cover[node] as number) + 1;
      }
    }
  }
  return {
    ...model,
    nodes: { ...nodes, cover },
    countedFrom: { rows, hash: hashRows(model.features, encoded) },
  };
}
