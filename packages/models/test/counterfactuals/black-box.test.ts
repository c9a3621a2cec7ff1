import { type Table, table } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  type BlackBoxCounterfactualOptions,
  blackBox,
  blackBoxCounterfactuals,
  blackBoxInputs,
  classMargin,
  counterfactuals,
  encodeTable,
  growIsolationForest,
  predict,
  prepareBlackBoxCounterfactuals,
  type TreeEnsemble,
} from "../../src/index.ts";
import { drawFrom } from "../random-models.ts";
import { changed, costOf, linksWithin, randomCase } from "./cases.ts";
import { keepsLinks, meetsTarget } from "./oracle.ts";

function boxOf(model: TreeEnsemble, unit: string | undefined) {
  const features = model.features.map(({ name }) => name);
  const of = unit === "probability" ? "probability" : model.output.unit;
  return blackBox((rows) => predict(model, rows, { unit: of }), { unit: of, features });
}

test("keeps every rule and is confirmed by the model, and finds most of what there is, in 1,000 random cases", async () => {
  let possible = 0;
  let answered = 0;
  let ratios = 0;
  for (let seed = 0; seed < 1000; seed++) {
    const draw = drawFrom(seed);
    const { model, people, options } = randomCase(draw, {
      features: 2 + draw(4),
      trees: 3 + draw(8),
      number: [() => draw(6), () => draw(600) / 100][draw(2)] as () => number,
    });
    const numbers = model.features.filter(({ kind }) => kind === "numeric");
    const [first, second] = numbers;
    const links =
      draw(3) > 0 || first === undefined || second === undefined
        ? []
        : linksWithin(
            [{ feature: first.name, atLeast: second.name, plus: draw(3) - 1 }],
            options.features,
          );
    const maxChanges = 1 + draw(4);
    const asked = { ...options, links, maxChanges, answers: 1 + draw(3) };
    const box = boxOf(model, options.target.unit);
    const found = await blackBoxCounterfactuals(box, people, 0, asked);
    const [exact] = counterfactuals(model, people, 0, { ...options, links, maxChanges });
    expect(found.counterfactuals.length === 0, `seed ${seed}`).toBe(exact === undefined);
    found.counterfactuals.forEach(({ status, changes, cost, output, apartFrom = [], gap }) => {
      if (status === "not-found") return;
      expect(status, `seed ${seed}`).toBe("feasible");
      expect(gap).toBe(1);
      const after = changed(people, changes);
      const [score] = predict(model, after, { unit: output?.unit ?? "score" });
      expect(score).toBe(output?.value);
      expect(meetsTarget(score as number, asked), `seed ${seed}`).toBe(true);
      expect(cost, `seed ${seed}`).toBeCloseTo(costOf(changes, options), 9);
      expect(changes.length).toBeLessThanOrEqual(maxChanges);
      const [before, then] = [people, after].map((one) => encodeTable(model.features, one).values);
      expect(
        keepsLinks(model.features, before as Float64Array, then as Float64Array, links),
        `seed ${seed}`,
      ).toBe(true);
      for (const { feature, from, to } of changes) {
        const { change, range, step, protected: barred } = options.features?.[feature] ?? {};
        expect(change === "none" || barred === true, `seed ${seed}`).toBe(false);
        if (typeof to !== "number" || typeof from !== "number") continue;
        if (change === "up") expect(to).toBeGreaterThan(from);
        if (change === "down") expect(to).toBeLessThan(from);
        expect(to).toBeGreaterThanOrEqual(range?.min ?? -Infinity);
        expect(to).toBeLessThanOrEqual(range?.max ?? Infinity);
        const steps = (to - from) / (step ?? 1);
        if (step !== undefined) expect(steps).toBeCloseTo(Math.round(steps), 6);
      }
      for (const set of apartFrom) {
        expect(set.every((name) => changes.some(({ feature }) => feature === name))).toBe(false);
      }
    });
    const cost = found.counterfactuals[0]?.cost;
    if (exact?.status !== "optimal") {
      expect(cost ?? null, `seed ${seed}`).toBe(null);
      continue;
    }
    possible++;
    if (cost === null || cost === undefined) continue;
    answered++;
    expect(cost, `seed ${seed}`).toBeGreaterThanOrEqual((exact.cost as number) - 1e-9);
    ratios += cost / (exact.cost as number);
  }
  expect(possible).toBeGreaterThan(150);
  // Values beyond those of the anchors are not tried, which the exact search does.
  expect(answered / possible).toBeGreaterThan(0.75);
  expect(ratios / answered).toBeLessThan(1.15);
});

const people = table({
  age: [30, 40, 50, 60, 35, 45],
  hours: [20, 30, 40, 50, 38, 25],
  job: ["cook", "nurse", "cook", "clerk", "nurse", "cook"],
});
const needsBoth = (rows: Table) => {
  const hours = rows.columns.get("hours") as { values: ArrayLike<number> };
  const job = rows.columns.get("job") as { codes: ArrayLike<number>; levels: readonly string[] };
  return Float64Array.from(hours.values, (value, row) => {
    const paid = job.levels[job.codes[row] as number] === "nurse" ? 0.3 : 0;
    return Math.min(1, value / 80 + paid);
  });
};
const options: BlackBoxCounterfactualOptions = {
  target: { threshold: 0.65, favourableWhen: "above" },
  anchors: people,
  features: { age: { change: "none" } },
};

test("moves numbers between the values of the anchors", async () => {
  const box = blackBox(needsBoth, { unit: "probability" });
  const { counterfactuals: found } = await blackBoxCounterfactuals(box, people, 2, {
    ...options,
    features: { age: { change: "none" }, job: { change: "none" }, hours: { range: { max: 60 } } },
    target: { threshold: 0.6, favourableWhen: "above" },
  });
  // 48 ÷ 80 = 0.6, and no anchor works 48 hours.
  expect(found[0]?.changes).toEqual([{ feature: "hours", from: 40, to: 48 }]);
});

test("asks in batches later, repeats itself, and counts what it asks", async () => {
  const sizes: number[] = [];
  const box = blackBox(
    async (rows) => {
      sizes.push(rows.rows);
      return needsBoth(rows);
    },
    { unit: "probability", batchRows: 5 },
  );
  const first = await blackBoxCounterfactuals(box, people, 0, { ...options, answers: 2 });
  expect(Math.max(...sizes)).toBeLessThanOrEqual(5);
  expect(first.predictions).toEqual({
    calls: sizes.length,
    rows: sizes.reduce((sum, size) => sum + size, 0),
  });
  expect(await blackBoxCounterfactuals(box, people, 0, { ...options, answers: 2 })).toEqual(first);
});

test("stops at a signal, and at the rows that may be asked for", async () => {
  const box = blackBox(needsBoth, { unit: "probability" });
  const search = await prepareBlackBoxCounterfactuals(box, { ...options, maxRows: 1 });
  const { counterfactuals: found, predictions } = await search.find(people, 0);
  expect(found).toMatchObject([{ status: "not-found", changes: [], lowerBound: null }]);
  expect(predictions.rows).toBeLessThanOrEqual(2);
  const signal = { aborted: false, reason: new Error("enough") };
  const stopped = blackBoxCounterfactuals(box, people, 0, {
    ...options,
    signal,
    onProgress: () => {
      signal.aborted = true;
    },
  });
  await expect(stopped).rejects.toThrow("enough");
});

test("gives usual records where that is asked", async () => {
  const box = blackBox(needsBoth, { unit: "probability" });
  const usual = growIsolationForest({ features: blackBoxInputs(box, people) }, people, {
    seed: 7,
    usual: 0.7,
  });
  const { counterfactuals: found } = await blackBoxCounterfactuals(box, people, 0, {
    ...options,
    plausible: usual,
  });
  expect(found[0]?.plausibility?.score ?? 1).toBeLessThanOrEqual(usual.limit);
});

test("reaches a class of several, and leaves a level no anchor has as it is", async () => {
  const byHours = classMargin(
    (rows) => Array.from(needsBoth(rows), (p) => [0.5, p, 0.7 - p / 10]),
    1,
  );
  const stranger = table({ age: [33], hours: [30], job: ["pilot"] });
  const { counterfactuals: found } = await blackBoxCounterfactuals(blackBox(byHours), stranger, 0, {
    ...options,
    target: { threshold: 0, favourableWhen: "above" },
  });
  const [answer] = found;
  expect(answer?.status).toBe("feasible");
  expect(answer?.output?.value).toBeGreaterThanOrEqual(0);
  expect(await byHours(changed(stranger, answer?.changes ?? []))).toEqual(
    Float64Array.of(answer?.output?.value as number),
  );
});

test.each([
  ["usage/output-unit", { ...options, target: { ...options.target, unit: "log-odds" } }],
  ["usage/max-rows", { ...options, maxRows: 0 }],
  ["usage/answers", { ...options, answers: 7 }],
  ["usage/max-changes", { ...options, maxChanges: 0.5 }],
  ["usage/target", { ...options, target: { min: 2, max: 1 } }],
  ["config/link", { ...options, links: [{ feature: "job", atLeast: "age" }] }],
] as const)("refuses what it cannot search with: %s", async (code, wrong) => {
  const box = blackBox(needsBoth, { unit: "probability" });
  await expect(blackBoxCounterfactuals(box, people, 0, wrong)).rejects.toMatchObject({ code });
});
