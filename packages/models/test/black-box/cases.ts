import type { Table } from "@evenhand/core";
import {
  type BlackBox,
  type BlackBoxOptions,
  blackBox,
  encodeTable,
  predictRaw,
  type TreeEnsemble,
} from "../../src/index.ts";
import { drawFrom, randomModel, randomTable } from "../random-models.ts";

export interface Case {
  readonly model: TreeEnsemble;
  readonly box: BlackBox;
  readonly background: Table;
  readonly people: Table;
}

/** A random ensemble, seen and as a function, with rows of its features. */
export function randomCase(
  seed: number,
  shape: { readonly features: number; readonly rows: number; readonly depth?: number },
  options: BlackBoxOptions = {},
): Case {
  const draw = drawFrom(seed);
  const { features, rows, depth = 5 } = shape;
  const model = randomModel(draw, { features, trees: 4, depth, span: 4 });
  const number = () => draw(9) / 2;
  const predict = (table: Table) => predictRaw(model, encodeTable(model.features, table));
  return {
    model,
    box: blackBox(predict, options),
    background: randomTable(draw, model.features, rows, { number, missing: 8 }),
    people: randomTable(draw, model.features, 3, { number, missing: 8 }),
  };
}
