import { type FeatureDeclaration, type FeatureLink, table } from "@evenhand/core";
import { expect, test } from "vitest";
import {
  type CounterfactualOptions,
  counterfactuals,
  encodeTable,
  growIsolationForest,
  type Linear,
  type ModelFeature,
  predict,
} from "../../src/index.ts";
import { type Draw, drawFrom, randomTable } from "../random-models.ts";
import { randomLinear } from "../random-sums.ts";
import { changed } from "./cases.ts";
import { everyAnswer, keepsLinks, meetsTarget } from "./oracle.ts";

function randomModel(draw: Draw, features: number): Linear {
  const model = randomLinear(draw, features);
  return draw(2) === 0
    ? model
    : { ...model, output: { ...model.output, unit: "log-odds", link: "logistic" } };
}

/** Numbers within 0 to 6, so that every combination can be tried. */
function declared(draw: Draw, feature: ModelFeature): FeatureDeclaration {
  if (draw(8) === 0) return { change: "none" };
  const cost = draw(3) === 0 ? { cost: (1 + draw(4)) / 3 } : {};
  if (feature.kind === "category") {
    return draw(4) > 0 ? cost : { ...cost, transitions: { a: { b: 0.7 }, b: { c: 0.4, a: 2 } } };
  }
  return {
    ...cost,
    range: { min: draw(3), max: 3 + draw(4) },
    ...(draw(3) === 0 ? { change: draw(2) === 0 ? "up" : "down" } : {}),
    ...(draw(3) === 0 ? { step: (1 + draw(3)) / 2 } : {}),
  };
}

function randomLinks(draw: Draw, features: readonly ModelFeature[]): FeatureLink[] {
  const [first, second] = features.filter(({ kind }) => kind === "numeric");
  const levels = features.find(({ kind }) => kind === "category");
  const links: FeatureLink[] = [];
  if (first !== undefined && second !== undefined && draw(2) === 0) {
    links.push({ feature: first.name, atLeast: second.name, plus: draw(4) - 2 });
  }
  if (first !== undefined && levels !== undefined && draw(2) === 0) {
    const when = { feature: levels.name, in: draw(2) === 0 ? ["a"] : ["b", "c"] };
    links.push({ when, feature: first.name, min: draw(4), ...(draw(2) === 0 ? { max: 4 } : {}) });
  }
  return links;
}

function randomTarget(draw: Draw, model: Linear): CounterfactualOptions["target"] {
  if (model.output.link === "logistic") {
    return {
      threshold: [0.5, 0.7, 0.95][draw(3)] as number,
      favourableWhen: draw(2) === 0 ? "above" : "below",
    };
  }
  if (draw(3) === 0) {
    const min = (draw(60) - 20) / 7;
    return { min, max: min + (1 + draw(6)) / 7 };
  }
  const margin = draw(3) === 0 ? { margin: 0.1 } : {};
  return {
    threshold: (draw(80) - 20) / 7,
    favourableWhen: draw(2) === 0 ? "above" : "below",
    ...margin,
  };
}

function randomCase(draw: Draw) {
  const model = randomModel(draw, 1 + draw(4));
  const number = (): number => draw(6);
  const people = randomTable(draw, model.features, 1, { number, missing: 12 });
  const links = randomLinks(draw, model.features);
  const options: CounterfactualOptions = {
    anchors: randomTable(draw, model.features, 3 + draw(12), { number, missing: 12 }),
    target: randomTarget(draw, model),
    features: Object.fromEntries(model.features.map((one) => [one.name, declared(draw, one)])),
    links,
    ...(draw(3) === 0 ? { maxChanges: 1 + draw(2) } : {}),
  };
  return { model, people, options };
}

test("finds the optimum that trying every combination finds, or none where there is none, in 3,000 tiny models", () => {
  const found = { optimal: 0, infeasible: 0, met: 0, linked: 0, capped: 0, ranges: 0 };
  for (let seed = 0; seed < 3000; seed++) {
    const where = `seed ${seed}`;
    const { model, people, options } = randomCase(drawFrom(seed));
    const [answer] = counterfactuals(model, people, 0, options);
    const { unit = model.output.link === "logistic" ? "probability" : "score" } = options.target;
    const all = everyAnswer(model, people, { ...options, target: { ...options.target, unit } });
    if (answer === undefined) {
      expect(all[0]?.cost, where).toBe(0);
      found.met++;
      continue;
    }
    const within = all.filter(({ changes }) => changes.length <= (options.maxChanges ?? Infinity));
    const [cheapest] = within;
    if (cheapest === undefined) {
      expect(answer, where).toMatchObject({ status: "infeasible", changes: [], cost: null });
      found.infeasible++;
      continue;
    }
    expect(answer, where).toMatchObject({ status: "optimal", gap: 0 });
    expect(answer.cost, where).toBeCloseTo(cheapest.cost, 7);
    const [output] = predict(model, changed(people, answer.changes));
    expect(answer.output, where).toEqual({ value: output, unit });
    expect(meetsTarget(output as number, options), where).toBe(true);
    found.optimal++;
    if ((options.links ?? []).length > 0) found.linked++;
    if (options.maxChanges !== undefined) found.capped++;
    if ("min" in options.target) found.ranges++;
  }
  expect(Math.min(...Object.values(found)), JSON.stringify(found)).toBeGreaterThan(120);
});

test("each further answer is the cheapest that changes no earlier set as a whole", () => {
  let further = 0;
  for (let seed = 0; seed < 600; seed++) {
    const { model, people, options } = randomCase(drawFrom(50_000 + seed));
    const answers = counterfactuals(model, people, 0, { ...options, answers: 3 });
    const all = everyAnswer(model, people, {
      ...options,
      target: {
        ...options.target,
        unit: model.output.link === "logistic" ? "probability" : "score",
      },
    }).filter(({ changes }) => changes.length <= (options.maxChanges ?? Infinity));
    for (const { apartFrom = [], cost, status } of answers.slice(1)) {
      const [best] = all.filter(({ changes }) =>
        apartFrom.every((set) => !set.every((name) => changes.some((one) => one.feature === name))),
      );
      expect(status, `seed ${seed}`).toBe(best === undefined ? "infeasible" : "optimal");
      if (best !== undefined) expect(cost, `seed ${seed}`).toBeCloseTo(best.cost, 7);
      further++;
    }
  }
  expect(further).toBeGreaterThan(150);
});

test("continuous numbers get the closed form, confirmed by the model, also along a link", () => {
  const kinds = { optimal: 0, feasible: 0 };
  for (let seed = 0; seed < 300; seed++) {
    const draw = drawFrom(90_000 + seed);
    const model = randomModel(draw, 3 + draw(3));
    const number = (): number => draw(1e9) / 1.7e8;
    const people = randomTable(draw, model.features, 1, { number, missing: 0 });
    const links = randomLinks(draw, model.features);
    const asked = {
      anchors: randomTable(draw, model.features, 30, { number, missing: 0 }),
      target: { threshold: 0.5 + draw(30) / 70, favourableWhen: "above" as const },
      links,
    };
    const where = `seed ${seed}`;
    const [answer] = counterfactuals(model, people, 0, asked);
    if (answer === undefined || answer.status === "infeasible") continue;
    const after = changed(people, answer.changes);
    const [output] = predict(model, after);
    expect(meetsTarget(output as number, asked), where).toBe(true);
    const [before, then] = [people, after].map((one) => encodeTable(model.features, one).values);
    expect(
      keepsLinks(model.features, before as Float64Array, then as Float64Array, links),
      where,
    ).toBe(true);
    if (answer.status === "optimal") kinds.optimal++;
    else {
      // Two numbers that move together along an order are divided ever more finely.
      expect(
        links.some((link) => "atLeast" in link),
        where,
      ).toBe(true);
      expect(answer.gap).toBeGreaterThan(0);
      kinds.feasible++;
    }
  }
  expect(kinds.optimal).toBeGreaterThan(120);
  expect(kinds.feasible).toBeLessThan(5);
});

const credit: Linear = {
  kind: "linear",
  format: "linear",
  features: [
    { kind: "numeric", name: "income", range: null },
    { kind: "numeric", name: "debt", range: null },
  ],
  classOfInterest: "1",
  terms: [
    { kind: "numeric", weight: 0.002, center: 0, scale: 1, missing: null },
    { kind: "numeric", weight: -0.001, center: 0, scale: 1, missing: null },
  ],
  output: { unit: "log-odds", link: "logistic", base: -4, divisor: 1 },
};
const people = table({ income: [1500, 1700, 2100.5], debt: [500, 300, 100.25] });

test("of two numbers the one with more effect a cost moves, and to the very value that suffices", () => {
  const [answer] = counterfactuals(credit, people, 0, {
    target: { threshold: 0.5, favourableWhen: "above" },
    anchors: people,
    features: { income: { cost: 1 }, debt: { cost: 1 } },
  });
  // 0.002 · 2,250 − 0.001 · 500 = 4
  expect(answer).toMatchObject({
    status: "optimal",
    changes: [{ feature: "income", from: 1500, to: 2250 }],
    cost: 750,
  });
});

test("refuses conditions that are searched with trees only", () => {
  const options = {
    target: { threshold: 0.5, favourableWhen: "above" as const },
    anchors: people,
    plausible: growIsolationForest(credit, people, { seed: 7 }),
  };
  expect(() => counterfactuals(credit, people, 0, options)).toThrowError(
    expect.objectContaining({ code: "usage/model-kind", path: "plausible" }),
  );
});
