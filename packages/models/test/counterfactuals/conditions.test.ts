import { type FeatureDeclaration, type FeatureLink, table, takeRows } from "@evenhand/core";
import { expect, test } from "vitest";
import { checkLinkPairs } from "../../src/counterfactuals/link-pairs.ts";
import {
  type CounterfactualOptions,
  counterfactuals,
  encodeTable,
  type ModelFeature,
  predict,
  predictRaw,
  type TreeEnsemble,
} from "../../src/index.ts";
import { type Draw, drawFrom, randomModel, randomTable } from "../random-models.ts";
import { type Case, changed, linksWithin, randomCase } from "./cases.ts";
import { type Answer, everyAnswer, keepsLinks, meetsTarget } from "./oracle.ts";

/**
 * Small cases with whole numbers, so that every combination can be tried. Half of them declare
 * nothing, and few rows meet the target, so that answers take several changes.
 */
function smallCase(draw: Draw, features: number): Case {
  const trees = 5 + draw(8);
  const number = () => draw(6);
  const { options, ...one } = randomCase(draw, { features, trees, number });
  const { features: _, ...undeclared } = options;
  const others = randomTable(draw, one.model.features, 200, { number, missing: 50 });
  const outputs = predictRaw(one.model, encodeTable(one.model.features, others)).sort();
  const target = {
    threshold: outputs[170 + draw(30)] as number,
    favourableWhen: "above",
    unit: one.model.output.unit,
  } as const;
  return { ...one, options: { ...(draw(2) === 0 ? undeclared : options), target } };
}

/** Compares the first answer with the cheapest of all that pass; says which kind it was. */
function compareFirst(
  { model, people, options }: Case,
  where: string,
  passes: (answer: Answer) => boolean,
  reach = 3,
): "met" | "infeasible" | "dearer" | "optimal" {
  const [found] = counterfactuals(model, people, 0, options);
  const all = everyAnswer(model, people, options, reach);
  if (found === undefined) return "met";
  const [best] = all.filter(passes);
  if (best === undefined) {
    expect(found, where).toMatchObject({ status: "infeasible", changes: [], cost: null });
    return "infeasible";
  }
  expect(found, where).toMatchObject({ status: "optimal", gap: 0 });
  expect(found.cost, where).toBeCloseTo(best.cost, 9);
  return best.cost > (all[0] as Answer).cost + 1e-9 ? "dearer" : "optimal";
}

test("with a limit on changes, finds the cheapest answer within it", () => {
  const kinds = { met: 0, infeasible: 0, dearer: 0, optimal: 0 };
  for (let seed = 0; seed < 600; seed++) {
    const draw = drawFrom(200_000 + seed);
    const { options, ...rest } = smallCase(draw, 3 + draw(2));
    const maxChanges = 1 + (draw(4) === 0 ? 1 : 0);
    const one = { ...rest, options: { ...options, maxChanges } };
    kinds[compareFirst(one, `seed ${seed}`, ({ changes }) => changes.length <= maxChanges)]++;
  }
  expect(Math.min(kinds.infeasible, kinds.dearer, kinds.optimal)).toBeGreaterThan(10);
});

test("with a range, finds the cheapest answer inside it, both ends included", () => {
  const kinds = { met: 0, infeasible: 0, dearer: 0, optimal: 0 };
  for (let seed = 0; seed < 600; seed++) {
    const draw = drawFrom(300_000 + seed);
    const { model, people, options } = smallCase(draw, 1 + draw(4));
    const min = "threshold" in options.target ? options.target.threshold : 0;
    const target = { min, max: min + draw(3) / 7, unit: model.output.unit };
    const one = { model, people, options: { ...options, target } };
    kinds[compareFirst(one, `seed ${seed}`, () => true)]++;
  }
  expect(Math.min(kinds.infeasible, kinds.optimal)).toBeGreaterThan(100);
});

test("with transitions, only those are advised, at their cost", () => {
  let priced = 0;
  for (let seed = 0; seed < 800; seed++) {
    const draw = drawFrom(400_000 + seed);
    const { model, people, options } = smallCase(draw, 1 + draw(3));
    const features = Object.fromEntries(
      model.features.map((feature) => {
        const declared = options.features?.[feature.name] ?? {};
        return [feature.name, { ...declared, ...transitionsOf(draw, feature) }];
      }),
    );
    const one = { model, people, options: { ...options, features } };
    if (compareFirst(one, `seed ${seed}`, () => true) !== "optimal") continue;
    const [found] = counterfactuals(model, people, 0, one.options);
    for (const { feature, from, to } of found?.changes ?? []) {
      if (typeof to !== "string") continue;
      expect(features[feature]?.transitions?.[from as string]?.[to]).toBeGreaterThan(0);
      priced++;
    }
  }
  expect(priced).toBeGreaterThan(30);
});

function transitionsOf(draw: Draw, feature: ModelFeature): FeatureDeclaration {
  if (feature.kind === "numeric") return {};
  const rows = feature.levels.map((from) => [
    from,
    Object.fromEntries(
      feature.levels
        .filter((to) => to !== from && draw(3) > 0)
        .map((to) => [to, (1 + draw(9)) / 3]),
    ),
  ]);
  return { transitions: Object.fromEntries(rows) };
}

test("with links, finds the cheapest answer that keeps them", () => {
  const kinds = { met: 0, infeasible: 0, dearer: 0, optimal: 0 };
  for (let seed = 0; seed < 1500; seed++) {
    const draw = drawFrom(500_000 + seed);
    const { model, people, options } = smallCase(draw, 2 + draw(2));
    // Grids of halves and of whole numbers have no common line: links are of whole numbers here.
    const features = Object.fromEntries(
      Object.entries(options.features ?? {}).map(([name, { step: _, ...rest }]) => [name, rest]),
    );
    const links = randomLinks(draw, model.features, features);
    const bound = { model, people, options: { ...options, features, links } };
    const free = everyAnswer(model, people, { ...options, features })[0]?.cost;
    const kind = compareFirst(bound, `seed ${seed} ${JSON.stringify(links)}`, () => true, 6);
    const [found] = counterfactuals(model, people, 0, bound.options);
    const isDearer = free !== undefined && (found?.cost ?? 0) > free + 1e-9;
    kinds[kind === "optimal" && isDearer ? "dearer" : kind]++;
  }
  expect(Math.min(kinds.infeasible, kinds.dearer, kinds.optimal)).toBeGreaterThan(40);
});

/** Of links that contradict each other, which are refused, the last one goes; of those that contradict a range, each. */
function randomLinks(
  draw: Draw,
  features: readonly ModelFeature[],
  declared: CounterfactualOptions["features"] & object,
): FeatureLink[] {
  const links = linksWithin(drawLinks(draw, features), declared);
  try {
    checkLinkPairs(links);
    return links;
  } catch {
    return links.slice(0, -1);
  }
}

function drawLinks(draw: Draw, features: readonly ModelFeature[]): FeatureLink[] {
  return Array.from({ length: 1 + draw(2) }, (): FeatureLink[] => {
    const first = features[draw(features.length)] as ModelFeature;
    const second = features[draw(features.length)] as ModelFeature;
    if (first === second) return [];
    const some = (feature: ModelFeature): string[] => {
      const levels = feature.kind === "category" ? feature.levels : [];
      return levels.filter((_, at) => at === 0 || draw(2) === 0);
    };
    if (second.kind === "category") {
      const when = { feature: second.name, in: some(second) };
      if (first.kind === "category") return [{ when, feature: first.name, in: some(first) }];
      return [{ when, feature: first.name, min: draw(5), ...(draw(2) === 0 ? { max: 5 } : {}) }];
    }
    if (first.kind === "category") return [];
    return [{ feature: first.name, atLeast: second.name, plus: draw(5) - 2 }];
  }).flat();
}

test("a link reads a column beside the model, which stays as it is", () => {
  const draw = drawFrom(1);
  const base = randomModel(draw, { features: 1, trees: 1, depth: 0, span: 1 });
  const model = {
    ...base,
    features: [{ kind: "numeric", name: "tenure", range: null }] as const,
    classOfInterest: null,
    roots: Int32Array.of(0),
    nodes: {
      feature: Int32Array.of(0, 0, -1, -1, -1),
      threshold: Float64Array.of(9, 3, 0, 0, 0),
      left: Int32Array.of(1, 2, -1, -1, -1),
      right: Int32Array.of(4, 3, -1, -1, -1),
      flags: new Uint8Array(5),
      levelSet: new Int32Array(5).fill(-1),
      levelBits: new Uint32Array(0),
      value: Float64Array.of(0, 0, 0, 0.4, 1),
      cover: null,
    },
    output: { unit: "score", link: "identity", base: 0, divisor: 1 },
  } as const;
  const people = table({ tenure: [1, 1, 1], age: [26, 25, 30] });
  const links = [{ feature: "age", atLeast: "tenure", plus: 16 }];
  const find = (row: number) =>
    counterfactuals(model, people, row, {
      anchors: people,
      target: { threshold: 1, favourableWhen: "above" },
      links,
    })[0];
  expect(find(0)?.changes).toEqual([{ feature: "tenure", from: 1, to: 10 }]);
  expect(find(1)?.status).toBe("infeasible");
  expect(find(2)?.changes).toEqual([{ feature: "tenure", from: 1, to: 10 }]);
});

test("each further answer is the cheapest that changes no earlier set as a whole", () => {
  const seen = { answers: 0, third: 0, exhausted: 0 };
  for (let seed = 0; seed < 800; seed++) {
    const draw = drawFrom(600_000 + seed);
    const { model, people, options } = smallCase(draw, 3 + draw(2));
    const found = counterfactuals(model, people, 0, { ...options, answers: 4 });
    if (found.length === 0) continue;
    const all = everyAnswer(model, people, options);
    const earlier: string[][] = [];
    for (const [index, answer] of found.entries()) {
      const apart = all.filter(({ changes }) => {
        const names = new Set(changes.map(({ feature }) => feature));
        return earlier.every((set) => !set.every((name) => names.has(name)));
      });
      expect(answer.apartFrom ?? [], `seed ${seed}`).toEqual(earlier);
      if (apart[0] === undefined) {
        expect(answer, `seed ${seed}`).toMatchObject({ status: "infeasible", changes: [] });
        expect(index).toBe(found.length - 1);
        seen.exhausted++;
        break;
      }
      expect(answer, `seed ${seed}`).toMatchObject({ status: "optimal", gap: 0 });
      expect(answer.cost, `seed ${seed}`).toBeCloseTo(apart[0].cost, 9);
      seen.answers++;
      if (index === 2) seen.third++;
      earlier.push(answer.changes.map(({ feature }) => feature));
    }
    if (found.every(({ status }) => status === "optimal")) expect(found).toHaveLength(4);
  }
  expect(Math.min(seen.answers, seen.third, seen.exhausted)).toBeGreaterThan(30);
});

test("an answer that must hold under other models as well is the cheapest that does", () => {
  const kinds = { met: 0, infeasible: 0, dearer: 0, optimal: 0 };
  for (let seed = 0; seed < 1500; seed++) {
    const draw = drawFrom(700_000 + seed);
    const { model, people, options } = smallCase(draw, 2 + draw(2));
    const shape = { features: model.features.length, trees: 3, depth: 2, span: 6 };
    const other = {
      ...randomModel(draw, shape),
      features: model.features,
      output: { ...model.output, divisor: 1, base: 0 },
    };
    if (!splitsAlike(model.features, other)) continue;
    const alsoUnder = [other];
    const one = { model, people, options: { ...options, alsoUnder } };
    const kind = compareFirst(one, `seed ${seed}`, ({ changes }) => {
      const [score] = predict(other, changed(takeRows(people, [0]), changes), {
        unit: options.target.unit ?? "score",
      });
      return meetsTarget(score as number, options);
    });
    kinds[kind]++;
  }
  expect(Math.min(kinds.infeasible, kinds.dearer, kinds.optimal)).toBeGreaterThan(10);
});

test("many conditions at once are all kept, in 5,000 random cases", () => {
  let answered = 0;
  for (let seed = 0; seed < 5000; seed++) {
    const draw = drawFrom(800_000 + seed);
    const { model, people, options } = randomCase(draw, {
      features: 3 + draw(4),
      trees: 3 + draw(8),
      number: draw(2) === 0 ? () => draw(6) : () => draw(600) / 100,
    });
    const asked: CounterfactualOptions = {
      ...options,
      links: randomLinks(draw, model.features, options.features ?? {}),
      maxChanges: 1 + draw(4),
      answers: 1 + draw(4),
    };
    const person = encodeTable(model.features, takeRows(people, [0])).values;
    for (const { changes, output } of counterfactuals(model, people, 0, asked)) {
      if (changes.length === 0) continue;
      answered++;
      expect(changes.length).toBeLessThanOrEqual(asked.maxChanges as number);
      const after = changed(takeRows(people, [0]), changes);
      const values = encodeTable(model.features, after).values;
      expect(keepsLinks(model.features, person, values, asked.links ?? []), `seed ${seed}`).toBe(
        true,
      );
      const [score] = predict(model, after, { unit: asked.target.unit ?? "score" });
      expect(score).toBe(output?.value);
      expect(meetsTarget(score as number, asked), `seed ${seed}`).toBe(true);
      for (const { feature } of changes) {
        expect(asked.features?.[feature]?.change).not.toBe("none");
        expect(asked.features?.[feature]?.protected).not.toBe(true);
      }
    }
  }
  expect(answered).toBeGreaterThan(1000);
});

test("names the condition that is wrong", () => {
  const draw = drawFrom(5);
  const { model, people, options } = randomCase(draw, { features: 3, number: () => draw(6) });
  const features: readonly ModelFeature[] = [
    { kind: "numeric", name: "f0", range: null },
    { kind: "category", name: "f1", levels: ["a", "b"] },
    { kind: "numeric", name: "f2", range: null },
  ];
  const plain = { ...model, features, ...randomLeaf() };
  const rows = table({ f0: [1], f1: ["a"], f2: [1] });
  const run = (more: Partial<CounterfactualOptions>) => () =>
    counterfactuals(plain, rows, 0, { anchors: rows, target: options.target, ...more });
  const refuses = (more: Partial<CounterfactualOptions>, code: string, path: string) =>
    expect(run({ target: { threshold: 9, favourableWhen: "above" }, ...more })).toThrow(
      expect.objectContaining({ code, path }),
    );
  expect(people.rows).toBe(1);
  refuses({ answers: 7 }, "usage/answers", "answers");
  refuses({ maxChanges: 0 }, "usage/max-changes", "maxChanges");
  refuses({ target: { min: 2, max: 1 } }, "usage/target", "target");
  refuses({ target: { min: 1, max: 2, margin: 0.6 } }, "usage/target", "target");
  refuses({ features: { f0: { range: { min: 2, max: 1 } } } }, "config/range", "features.f0.range");
  refuses(
    { features: { f1: { transitions: { a: { c: 1 } } } } },
    "config/transitions",
    "features.f1.transitions.a.c",
  );
  refuses(
    { features: { f1: { transitions: { a: { b: 0 } } } } },
    "config/feature-number",
    "features.f1.transitions.a.b",
  );
  refuses({ links: [{ feature: "f0", atLeast: "f0" }] }, "config/link", "links[0]");
  refuses({ links: [{ feature: "f0", atLeast: "f1" }] }, "config/link", "links[0].atLeast");
  refuses({ links: [{ feature: "f0", atLeast: "age" }] }, "config/unknown-column", "links");
  const bounds = { when: { feature: "f1", in: ["a"] }, feature: "f0" };
  refuses(
    {
      links: [
        { ...bounds, min: 3 },
        { ...bounds, max: 2 },
      ],
    },
    "config/link",
    "links[1]",
  );
  refuses(
    { links: [{ when: { feature: "f1", in: ["z"] }, feature: "f0", min: 1 }] },
    "config/link",
    "links[0].when.in",
  );
  refuses(
    { links: [{ when: { feature: "f1", in: ["a"] }, feature: "f0" }] },
    "config/link",
    "links[0]",
  );
  const narrower = { ...plain, features: features.slice(0, 2) };
  refuses({ alsoUnder: [narrower] }, "usage/other-inputs", "alsoUnder[0]");

  function randomLeaf() {
    const { nodes, roots } = randomModel(() => 0, { features: 3, trees: 1, depth: 0, span: 1 });
    return { nodes, roots };
  }
});

/** Whether a second random model splits numbers and categories where the first has them. */
function splitsAlike(features: readonly ModelFeature[], { nodes }: TreeEnsemble): boolean {
  return nodes.feature.every((at, node) => {
    if (at < 0) return true;
    const splitsLevels = (nodes.levelSet[node] as number) >= 0;
    return (features[at]?.kind === "category") === splitsLevels;
  });
}

test("random people have missing values among linked numbers", () => {
  const draw = drawFrom(9);
  const { features } = randomModel(draw, { features: 4, trees: 1, depth: 1, span: 2 });
  const rows = randomTable(draw, features, 50, { number: () => draw(3), missing: 5 });
  expect(encodeTable(features, rows).values.some(Number.isNaN)).toBe(true);
});
