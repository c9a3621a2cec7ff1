import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countFiles } from "../../src/index.ts";
import { countByRows, expectSameCells, outcomeOf } from "../helpers/by-rows.ts";
import { openWorkshop, type Workshop } from "../helpers/engine-files.ts";
import {
  configure,
  copyOf,
  csvOf,
  jsonLinesOf,
  questions,
  tables,
} from "../helpers/random-questions.ts";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

describe("cells that DuckDB counts", () => {
  const seen = { agreed: 0, refused: 0, left: 0 };

  test("are those of the rows, whatever is asked of whatever names and values", async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.array(questions, { minLength: 8, maxLength: 8 }),
        async (columns, asked) => {
          const files = [
            workshop.write(`t${++made}.csv`, csvOf(columns)),
            workshop.write(`t${made}.jsonl`, jsonLinesOf(columns)),
            await workshop.make(`t${made}.parquet`, copyOf(columns)),
          ];
          for (const [at, each] of asked.entries()) {
            const configuration = configure(columns, each);
            for (const path of files.filter((_, i) => i === 2 || i === at % 2)) {
              const expected = await outcomeOf(() => countByRows(path, configuration));
              const found = await outcomeOf(() =>
                countFiles(path, configuration, configuration.data, 0),
              );
              if (found === null) {
                seen.left++;
                // CSV that DuckDB cannot be trusted with, errors of CSV, and derived numbers go by rows.
                expect(path.endsWith(".csv") || each.derived !== null).toBe(true);
              } else if (typeof found === "string" || typeof expected === "string") {
                seen.refused++;
                // Where several things are wrong, either may be named.
                expect([typeof found, typeof expected]).toEqual(["string", "string"]);
              } else {
                seen.agreed++;
                expectSameCells(found, expected);
              }
            }
          }
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
    // 320 questions, each of a Parquet file and another; most have an answer.
    expect(seen.agreed + seen.refused + seen.left).toBe(640);
    expect(seen.agreed).toBeGreaterThan(300);
  }, 240_000);
});
