import { table } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import {
  attributeBlackBox,
  type BlackBox,
  type BlackBoxAttributeOptions,
  blackBox,
  predictBlackBox,
} from "../../src/index.ts";
import { randomCase } from "./cases.ts";

const { background, people, box } = randomCase(1, { features: 14, rows: 20 });
const options = { background, description: "" };

describe("a signal", () => {
  test.each(["permutation", "kernel"] as const)(
    "that is aborted ends the work: no call begins or runs on (%s)",
    async (method) => {
      const stop = new AbortController();
      let begun = 0;
      let running = 0;
      const slow = blackBox(
        async (rows) => {
          begun++;
          running++;
          await new Promise((resume) => setTimeout(resume, 2));
          running--;
          if (begun === 3) stop.abort(new Error("enough"));
          return await box.predict(rows);
        },
        { batchRows: 64 },
      );
      const work = attributeBlackBox(slow, people, 0, { ...options, method, signal: stop.signal });
      await expect(work).rejects.toThrow("enough");
      expect(running).toBe(0);
      await new Promise((resume) => setTimeout(resume, 20));
      expect(begun).toBe(3);
    },
  );

  test("gets its turn between calls of a function that does not wait", async () => {
    const stop = new AbortController();
    let calls = 0;
    const eager = blackBox(
      (rows) => {
        calls++;
        return box.predict(rows);
      },
      { batchRows: 1 },
    );
    setTimeout(() => stop.abort(), 5);
    await expect(
      attributeBlackBox(eager, people, 0, { ...options, precision: 0, signal: stop.signal }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(calls).toBeLessThan(100_000);
  });

  test("that was aborted before lets no call begin", async () => {
    let calls = 0;
    const counted = blackBox((rows) => {
      calls++;
      return box.predict(rows);
    });
    const signal = AbortSignal.abort(new Error("never"));
    await expect(predictBlackBox(counted, people, { signal })).rejects.toThrow("never");
    expect(calls).toBe(0);
  });
});

test("predictions come in batches, in the order of the rows", async () => {
  const rows = table({ x: Array.from({ length: 10 }, (_, at) => at), y: Array(10).fill("a") });
  const sizes: number[] = [];
  const doubled = blackBox(
    async (batch) => {
      sizes.push(batch.rows);
      expect([...batch.columns.keys()]).toEqual(["x"]);
      const x = batch.columns.get("x");
      return x?.kind === "numeric" ? Array.from(x.values, (value) => 2 * value) : [];
    },
    { features: ["x"], batchRows: 4 },
  );
  expect([...(await predictBlackBox(doubled, rows))]).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
  expect(sizes).toEqual([4, 4, 2]);
  expect(await predictBlackBox(doubled, table({ x: new Float64Array(0) }))).toHaveLength(0);
});

describe("what cannot be done is refused", () => {
  const answers = (outputs: unknown) => blackBox(() => outputs as number[]);
  const CASES: [string, BlackBox, Partial<BlackBoxAttributeOptions>, number, string][] = [
    ["too few outputs", answers([1]), {}, 0, "usage/predict-outputs"],
    ["no outputs", answers(undefined), {}, 0, "usage/predict-outputs"],
    ["an output that is no number", answers(Array(21).fill("1")), {}, 0, "usage/predict-outputs"],
    ["an output that is NaN", answers(Array(21).fill(Number.NaN)), {}, 0, "usage/predict-outputs"],
    ["a row that is not there", box, {}, 3, "usage/row-range"],
    [
      "an empty background",
      box,
      { background: table({ f0: new Float64Array(0) }) },
      0,
      "input/empty-background",
    ],
    [
      "a background without a column",
      box,
      { background: table({ f0: [1] }) },
      0,
      "config/unknown-column",
    ],
    ["exact values of 14 players", box, { method: "exact" }, 0, "usage/row-budget"],
    ["a budget too small for pairs", box, { maxRows: 50 }, 0, "usage/row-budget"],
    [
      "a budget too small for the kernel",
      box,
      { maxRows: 500, method: "kernel" },
      0,
      "usage/row-budget",
    ],
    ["a budget that is none", box, { maxRows: Number.NaN }, 0, "usage/row-budget"],
    ["a budget without end", box, { maxRows: Infinity }, 0, "usage/row-budget"],
    ["a negative precision", box, { precision: -1 }, 0, "usage/precision"],
    ["a method that is none", box, { method: "magic" as "exact" }, 0, "usage/attribution-method"],
    ["a group of unknown features", box, { groups: { g: ["f99"] } }, 0, "config/feature-groups"],
  ];

  test.each(CASES)("%s", async (_, asked, more, row, code) => {
    await expect(
      attributeBlackBox(asked, people, row, { ...options, ...more }),
    ).rejects.toMatchObject({ code });
  });

  test("batches of no rows", () => {
    expect(() => blackBox(() => [], { batchRows: 0 })).toThrow(
      expect.objectContaining({ code: "usage/batch-rows" }),
    );
  });

  test("what the function throws comes through as it is", async () => {
    const fails = blackBox(() => Promise.reject(new Error("the service is down")));
    await expect(attributeBlackBox(fails, people, 0, options)).rejects.toThrow(
      "the service is down",
    );
  });
});
