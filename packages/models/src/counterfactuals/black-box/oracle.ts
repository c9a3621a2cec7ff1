import type { Asker } from "../../black-box/ask.ts";
import { costAt } from "../box.ts";
import type { Domain } from "../domain.ts";
import type { TableOf } from "./point-tables.ts";
import { type Scored, valuesAt } from "./points.ts";

/** What the model says of points of one person; a question is asked once. */
export interface Oracle {
  /** In the order of the points; those beyond the budget are left out. */
  ask(domains: readonly Domain[], points: readonly Int32Array[]): Promise<Scored[]>;
  /** Rows asked about so far. */
  spent(): number;
  /** That many new rows may be asked about from here on. */
  allow(rows: number): void;
}

export function oracleOf(asker: Asker, tableOf: TableOf): Oracle {
  let most = 0;
  const known = new Map<string, number>();
  return {
    async ask(domains, points) {
      const keyed = points.map((point) => ({ point, values: valuesAt(domains, point) }));
      const fresh = new Map<string, Float64Array>();
      for (const { values } of keyed) {
        const key = values.join();
        if (!known.has(key) && known.size + fresh.size < most) fresh.set(key, values);
      }
      const keys = [...fresh.keys()];
      const rows = [...fresh.values()];
      await asker.ask({
        rows: rows.length,
        tableOf: (start, end) => tableOf(rows.slice(start, end)),
        take: (output, row) => void known.set(keys[row] as string, output),
      });
      return keyed.flatMap(({ point, values }) => {
        const score = known.get(values.join());
        return score === undefined ? [] : [{ point, cost: costAt(domains, point), score }];
      });
    },
    spent: () => known.size,
    allow(rows) {
      most = known.size + rows;
    },
  };
}
