import { type FeatureDeclaration, table, takeRows } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  type CounterfactualOptions,
  counterfactuals,
  encodeTable,
  predict,
  type TreeEnsemble,
} from "../../src/index.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";
import { changed, costOf, randomCase } from "./cases.ts";
import { everyAnswer, meetsTarget } from "./oracle.ts";

test("finds the optimum that trying every combination finds, or none where there is none", () => {
  const found = { optimal: 0, infeasible: 0, met: 0 };
  for (let seed = 0; seed < 600; seed++) {
    const draw = drawFrom(seed);
    const { model, people, options } = randomCase(draw, {
      features: 1 + draw(4),
      number: () => draw(6),
    });
    const answers = counterfactuals(model, people, 0, options);
    const cheapest = everyAnswer(model, people, options)[0]?.cost ?? null;
    if (answers.length === 0) {
      expect(cheapest, `seed ${seed}`).toBe(0);
      found.met++;
      continue;
    }
    const [answer] = answers;
    if (cheapest === null) {
      expect(answer, `seed ${seed}`).toMatchObject({
        status: "infeasible",
        changes: [],
        cost: null,
      });
      found.infeasible++;
    } else {
      expect(answer, `seed ${seed}`).toMatchObject({ status: "optimal", gap: 0 });
      expect(answer?.cost, `seed ${seed}`).toBeCloseTo(cheapest, 9);
      expect(answer?.lowerBound).toBe(answer?.cost);
      found.optimal++;
    }
  }
  // Every kind of answer must have been met often enough for the comparison to mean something.
  expect(Math.min(found.optimal, found.infeasible, found.met)).toBeGreaterThan(60);
});

test("keeps every constraint, is confirmed by the model and repeats itself, in 6,000 random cases", () => {
  let answered = 0;
  for (let seed = 0; seed < 6000; seed++) {
    const draw = drawFrom(10_000 + seed);
    const number = [() => draw(6), () => draw(600) / 100, () => draw(1e9) / 1.7e8][
      draw(3)
    ] as () => number;
    const { model, people, options } = randomCase(draw, {
      features: 2 + draw(5),
      trees: 3 + draw(12),
      number,
    });
    const answers = counterfactuals(model, people, 0, options);
    expect(counterfactuals(model, people, 0, options)).toEqual(answers);
    for (const { status, changes, cost, output, lowerBound, gap } of answers) {
      if (status === "infeasible" || status === "not-found") continue;
      answered++;
      expect(changes.length).toBeGreaterThan(0);
      for (const { feature, from, to } of changes) {
        requireAllowed(options, feature, from, to, `seed ${seed}`);
      }
      const after = changed(takeRows(people, [0]), changes);
      const unit = options.target.unit ?? "score";
      const [score] = predict(model, after, { unit });
      expect(output).toEqual({ value: score, unit });
      expect(meetsTarget(score as number, options), `seed ${seed}`).toBe(true);
      expect(cost).toBeCloseTo(costOf(changes, options), 9);
      expect(lowerBound).toBeLessThanOrEqual(cost as number);
      expect(gap).toBeGreaterThanOrEqual(0);
    }
  }
  expect(answered).toBeGreaterThan(1000);
});

test("a spent node budget gives a valid answer with its gap, or says that none was found", () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    const draw = drawFrom(50_000 + seed);
    const { model, people, options } = randomCase(draw, {
      features: 6,
      trees: 20,
      number: () => draw(6),
    });
    const [full] = counterfactuals(model, people, 0, options);
    const [short] = counterfactuals(model, people, 0, { ...options, maxNodes: 1 });
    if (short === undefined || full === undefined) continue;
    kinds.add(short.status);
    if (short.status === "feasible") {
      expect(full.status).toBe("optimal");
      expect(short.cost).toBeGreaterThanOrEqual((full.cost as number) - 1e-9);
      expect(short.lowerBound).toBeLessThanOrEqual((full.cost as number) + 1e-9);
      expect(short.gap).toBeCloseTo(
        ((short.cost as number) - (short.lowerBound as number)) / (short.cost as number),
        12,
      );
    }
    if (short.status === "not-found") {
      expect(short).toMatchObject({ changes: [], cost: null, gap: null, output: null });
      if (full.cost !== null) expect(short.lowerBound).toBeLessThanOrEqual(full.cost + 1e-9);
    }
  }
  expect([...kinds].sort()).toEqual(["feasible", "infeasible", "not-found", "optimal"]);
});

function requireAllowed(
  { features, anchors }: CounterfactualOptions,
  feature: string,
  from: unknown,
  to: unknown,
  where: string,
): void {
  const {
    change = "any",
    range,
    step,
    protected: barred,
  }: FeatureDeclaration = features?.[feature] ?? {};
  expect(change, where).not.toBe("none");
  expect(barred, where).not.toBe(true);
  expect(to, where).not.toBe(from);
  if (typeof to !== "number" || typeof from !== "number") return;
  if (change === "up") expect(to, where).toBeGreaterThan(from);
  if (change === "down") expect(to, where).toBeLessThan(from);
  expect(to, where).toBeGreaterThanOrEqual(range?.min ?? -Infinity);
  expect(to, where).toBeLessThanOrEqual(range?.max ?? Infinity);
  if (step !== undefined) {
    const count = (to - from) / step;
    expect(count, where).toBeCloseTo(Math.round(count), 6);
  }
  const column = anchors.columns.get(feature);
  if (step === undefined && column?.kind === "numeric") {
    const values = [...column.values].filter((value) => !Number.isNaN(value));
    if (values.every(Number.isInteger)) expect(Number.isInteger(to), where).toBe(true);
  }
}

test("moves a continuous number just over the border, and a price in cents", () => {
  const model = steps(2.5);
  const target = { threshold: 1, favourableWhen: "above" } as const;
  const at = (x: number, anchors: number[]) =>
    counterfactuals(model, table({ f0: [x] }), 0, { target, anchors: table({ f0: anchors }) })[0];
  expect(at(1, [1, 2, 3])?.changes).toEqual([{ feature: "f0", from: 1, to: 3 }]);
  expect(at(1, [1.25, 2.5, 3])?.changes).toEqual([{ feature: "f0", from: 1, to: 2.51 }]);
  expect(at(1, [Math.PI, Math.E, 1])?.changes).toEqual([
    { feature: "f0", from: 1, to: 2.5000000000000004 },
  ]);
});

test("moves in declared steps from the present value, without rounding noise", () => {
  const answer = counterfactuals(steps(2.5), table({ f0: [0.1] }), 0, {
    target: { threshold: 1, favourableWhen: "above" },
    anchors: table({ f0: [1, 2, 3] }),
    features: { f0: { step: 0.2 } },
  });
  // 0.1 + 12 × 0.2 is 2.5000000000000004 in doubles, but 2.5 in tenths, which lies on the wrong side.
  expect(answer[0]?.changes).toEqual([{ feature: "f0", from: 0.1, to: 2.7 }]);
});

test("the two sides of a threshold partition the outputs", () => {
  const anchors = table({ f0: [0, 1, 2, 3, 4] });
  const people = table({ f0: [1, 4] });
  const find = (row: number, threshold: number, favourableWhen: "above" | "below") =>
    counterfactuals(steps(2.5), people, row, { anchors, target: { threshold, favourableWhen } });
  // Outputs are 0 up to 2.5 and 1 beyond.
  expect(find(1, 1, "above")).toEqual([]);
  expect(find(1, 1, "below")[0]?.changes).toEqual([{ feature: "f0", from: 4, to: 2 }]);
  expect(find(0, 1, "below")).toEqual([]);
  expect(find(0, 0, "below")[0]?.status).toBe("infeasible");
});

test("a probability of exactly 1, or below 0, is out of reach of log-odds", () => {
  const model = steps(2.5);
  const logistic: TreeEnsemble = {
    ...model,
    output: { ...model.output, unit: "log-odds", link: "logistic" },
  };
  const people = table({ f0: [1] });
  for (const [threshold, favourableWhen] of [
    [1, "above"],
    [0, "below"],
  ] as const) {
    const target = { threshold, favourableWhen };
    expect(counterfactuals(logistic, people, 0, { target, anchors: people })[0]?.status).toBe(
      "infeasible",
    );
  }
});

test("an infinite number is left as it is", () => {
  const people = table({ f0: [-Infinity, 3] });
  const target = { threshold: 1, favourableWhen: "above" } as const;
  expect(counterfactuals(steps(2.5), people, 0, { target, anchors: people })[0]?.status).toBe(
    "infeasible",
  );
});

test("names what is wrong with a declaration or a target", () => {
  const anchors = table({ f0: ["a", "b"] });
  const draw: Draw = () => 0;
  const model: TreeEnsemble = {
    ...randomModel(draw, { features: 1, trees: 1, depth: 0, span: 1 }),
    features: [{ kind: "category", name: "f0", levels: ["a", "b"] }],
  };
  const run = (features: Record<string, FeatureDeclaration>, threshold = 0.5, maxNodes = 10) =>
    counterfactuals(model, anchors, 0, {
      anchors,
      features,
      maxNodes,
      target: { threshold, favourableWhen: "above", unit: "probability" },
    });
  expect(() => run({ f0: { change: "up" } })).toThrow(
    expect.objectContaining({ code: "config/change-direction", path: "features.f0.change" }),
  );
  expect(() => run({ f0: { cost: 0 } })).toThrow(
    expect.objectContaining({ code: "config/feature-number", path: "features.f0.cost" }),
  );
  expect(() => run({}, Number.NaN)).toThrow(expect.objectContaining({ code: "usage/target" }));
  expect(() => run({}, 0.5, 0)).toThrow(expect.objectContaining({ code: "usage/max-nodes" }));
  expect(() => run({}, 80)).toThrow(expect.objectContaining({ code: "usage/probability-range" }));
});

/** One tree: 0 up to the border, 1 beyond. */
function steps(border: number): TreeEnsemble {
  return {
    kind: "tree-ensemble",
    format: "lightgbm",
    features: [{ kind: "numeric", name: "f0", range: null }],
    classOfInterest: null,
    roots: Int32Array.of(0),
    nodes: {
      feature: Int32Array.of(0, -1, -1),
      threshold: Float64Array.of(border, 0, 0),
      left: Int32Array.of(1, -1, -1),
      right: Int32Array.of(2, -1, -1),
      flags: new Uint8Array(3),
      levelSet: Int32Array.of(-1, -1, -1),
      levelBits: new Uint32Array(0),
      value: Float64Array.of(0, 0, 1),
      cover: null,
    },
    output: { unit: "score", link: "identity", base: 0, divisor: 1 },
  };
}

test("random tables have missing values", () => {
  const draw = drawFrom(3);
  const { features } = randomModel(draw, { features: 4, trees: 1, depth: 1, span: 2 });
  const rows = randomTable(draw, features, 50, { number: () => draw(3), missing: 5 });
  expect(encodeTable(features, rows).values.some(Number.isNaN)).toBe(true);
});
