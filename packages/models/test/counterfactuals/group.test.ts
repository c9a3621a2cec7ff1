import {
  type Change,
  cohortMembers,
  criticalValue,
  midPInterval,
  type Table,
  takeRows,
} from "@evenhand/core";
import { expect, test } from "vitest";
import {
  encodeTable,
  type GroupAnswer,
  type GroupChange,
  type GroupOptions,
  groupCounterfactuals,
  type Model,
  type ModelFeature,
  predict,
} from "../../src/index.ts";
import { type Draw, drawFrom, randomTable } from "../random-models.ts";
import { changed, costOf, linksWithin, randomCase } from "./cases.ts";
import { keepsLinks, meetsTarget } from "./oracle.ts";

const PEOPLE = 30;

function someCase(seed: number, features = 4) {
  const draw = drawFrom(seed);
  const number = () => draw(6);
  const { model, options } = randomCase(draw, { features, trees: 4 + draw(5), number });
  const people = randomTable(draw, model.features, PEOPLE, { number, missing: 12 });
  return {
    draw,
    model,
    people,
    options: { ...options, links: linksOf(draw, model.features, options.features) },
  };
}

function linksOf(
  draw: Draw,
  features: readonly ModelFeature[],
  declared: GroupOptions["features"],
) {
  const numbers = features.filter(({ kind }) => kind === "numeric");
  const [first, second] = numbers;
  if (first === undefined || second === undefined || draw(2) === 0) return [];
  const link = { feature: first.name, atLeast: second.name, plus: draw(3) - 1 };
  return linksWithin([link], declared);
}

type Move = Change & { readonly open: boolean };

/** Who follows a change, and whether it helps, written out anew: one person at a time through `predict`. */
function followed(
  model: Model,
  people: Table,
  row: number,
  changes: readonly GroupChange[],
  options: GroupOptions,
): { readonly state: "helped" | "barred" | "neither"; readonly cost: number } {
  const person = takeRows(people, [row]);
  const values = encodeTable(model.features, person).values;
  const moves = changes.flatMap(({ feature, kind, value }): Move[] => {
    const at = model.features.findIndex(({ name }) => name === feature);
    const input = model.features[at] as ModelFeature;
    const x = values[at] as number;
    const { change = "any", range, step, protected: barred } = options.features?.[feature] ?? {};
    if (input.kind === "category") {
      const from = input.levels[x] ?? null;
      if (from === value) return [];
      return [{ feature, from, to: value, open: change !== "none" && barred !== true }];
    }
    if (Number.isNaN(x)) return [{ feature, from: null, to: 0, open: false }];
    const to = destination(x, kind, value as number, step);
    if (to === x) return [];
    const open =
      change !== "none" &&
      barred !== true &&
      (change !== "up" || to > x) &&
      (change !== "down" || to < x) &&
      to >= (range?.min ?? -Infinity) &&
      to <= (range?.max ?? Infinity);
    return [{ feature, from: x, to, open }];
  });
  if (moves.some(({ open }) => !open)) return { state: "barred", cost: 0 };
  const after = changed(person, moves);
  const next = encodeTable(model.features, after).values;
  if (!keepsLinks(model.features, values, next, options.links ?? [])) {
    return { state: "barred", cost: 0 };
  }
  const [output] = predict(model, after, { unit: options.target.unit ?? "score" });
  const helped = moves.length > 0 && meetsTarget(output as number, options);
  return { state: helped ? "helped" : "neither", cost: costOf(moves, options) };
}

function destination(x: number, kind: string, value: number, step: number | undefined): number {
  if (kind === "by") return x + value;
  if (kind === "at-least" ? x >= value : x <= value) return x;
  if (step === undefined) return value;
  const steps = (value - x) / step;
  return x + step * (kind === "at-least" ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9));
}

function check(
  model: Model,
  people: Table,
  { changes, reach, elsewhere }: GroupAnswer,
  options: GroupOptions,
  refused: readonly number[],
  where: string,
): void {
  const members = new Map(
    cohortMembers(people, options.cohorts ?? [], refused).map((one) => [
      `${one.dimension} ${one.cohort}`,
      one.rows,
    ]),
  );
  for (const one of [reach, ...elsewhere]) {
    const rows = [...(members.get(`${one.dimension} ${one.cohort}`) as Uint32Array)];
    const each = rows.map((row) => followed(model, people, row, changes, options));
    const paid = each.filter(({ state }) => state === "helped").map(({ cost }) => cost);
    expect(one.people, where).toBe(rows.length);
    expect(one.helped, where).toBe(paid.length);
    expect(one.barred, where).toBe(each.filter(({ state }) => state === "barred").length);
    expect(one.coverage).toBe(paid.length / rows.length);
    const size = rows.length;
    const { lower, upper } = midPInterval({ successes: paid.length, size }, criticalValue(0.95));
    expect(one.interval).toMatchObject({ lower, upper, confidence: 0.95 });
    if (one.cost === null) continue;
    paid.sort((a, b) => a - b);
    expect(one.cost.mean).toBeCloseTo(paid.reduce((a, b) => a + b) / paid.length, 9);
    const half = one.cost.quantiles.find(({ share }) => share === 0.5);
    expect(half?.cost).toBeCloseTo(paid[Math.ceil(paid.length / 2) - 1] as number, 9);
  }
}

test("what it says of a change is what the model says of each person who follows it", () => {
  const seen = { answers: 0, pairs: 0, barred: 0, elsewhere: 0 };
  for (let seed = 0; seed < 60; seed++) {
    const { model, people, options } = someCase(seed);
    const category = model.features.find(({ kind }) => kind === "category");
    const cohorts =
      category === undefined
        ? []
        : [{ name: "c", by: [category.name], bands: {}, reference: { kind: "rest" } } as const];
    const asked = { ...options, cohorts };
    const found = groupCounterfactuals(model, people, asked);
    const outputs = predict(model, people, { unit: options.target.unit ?? "score" });
    const refused = [...outputs.keys()].filter(
      (row) => !meetsTarget(outputs[row] as number, options),
    );
    expect(found.people).toBe(refused.length);
    for (const { answers, outcome } of found.cohorts) {
      expect(outcome).toBe(answers.length > 0 ? "found" : "nobody-helped");
      for (const answer of answers) {
        check(model, people, answer, asked, refused, `seed ${seed}`);
        expect(answer.searched).toEqual({
          people: answer.reach.people,
          helped: answer.reach.helped,
        });
        seen.answers++;
        if (answer.changes.length === 2) seen.pairs++;
        if (answer.reach.barred > 0) seen.barred++;
        seen.elsewhere += answer.elsewhere.length;
      }
      const helps = answers.map(({ reach }) => reach.helped);
      expect(helps).toEqual([...new Set(helps)].sort((a, b) => a - b));
    }
  }
  expect(Math.min(seen.answers, seen.pairs, seen.barred, seen.elsewhere)).toBeGreaterThan(20);
});

test("of one feature none of all assignments and increments on its grid helps more people", () => {
  let compared = 0;
  for (let seed = 500; seed < 620; seed++) {
    const { model, people, options } = someCase(seed, 3);
    const asked: GroupOptions = { ...options, maxChanges: 1, values: 100 };
    const { cohorts, thinned } = groupCounterfactuals(model, people, asked);
    const [all] = cohorts;
    if (all === undefined) continue;
    expect(thinned).toEqual([]);
    const outputs = predict(model, people, { unit: options.target.unit ?? "score" });
    const refused = [...outputs.keys()].filter(
      (row) => !meetsTarget(outputs[row] as number, options),
    );
    const helpedBy = (change: GroupChange): number =>
      refused.filter((row) => followed(model, people, row, [change], asked).state === "helped")
        .length;
    const every = model.features.flatMap((feature): GroupChange[] =>
      feature.kind === "category"
        ? feature.levels.map((value) => ({ feature: feature.name, kind: "exactly", value }))
        : [-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((value): GroupChange[] => [
            { feature: feature.name, kind: "at-least", value },
            { feature: feature.name, kind: "at-most", value },
          ]),
    );
    const best = every.reduce((most, change) => Math.max(most, helpedBy(change)), 0);
    const [answer] = all.answers;
    expect(answer?.reach.helped ?? 0, `seed ${seed}`).toBeGreaterThanOrEqual(best);
    if (answer !== undefined) expect(answer.status).toBe("best-of-candidates");
    if (best > 0) compared++;
  }
  expect(compared).toBeGreaterThan(50);
});

test("a beam that keeps everything tries all pairs and says so; a narrow one helps no more", () => {
  let wider = 0;
  for (let seed = 700; seed < 800; seed++) {
    const { model, people, options } = someCase(seed);
    const [all] = groupCounterfactuals(model, people, { ...options, beam: 10_000 }).cohorts;
    const [narrow] = groupCounterfactuals(model, people, { ...options, beam: 1 }).cohorts;
    const [best, found] = [all, narrow].map((one) => one?.answers.at(-1));
    if (best === undefined || found === undefined) continue;
    expect(best.status).toBe("best-of-candidates");
    if (found.changes.length === 2) expect(found.status).toBe("best-found");
    expect(found.tried).toBeLessThanOrEqual(best.tried);
    expect(found.reach.helped).toBeLessThanOrEqual(best.reach.helped);
    if (found.reach.helped < best.reach.helped) wider++;
  }
  expect(wider).toBeGreaterThan(0);
});

test("people held out are reported on and not searched", () => {
  let answered = 0;
  for (let seed = 0; seed < 20; seed++) {
    const { model, people, options } = someCase(seed);
    const asked = { ...options, heldOut: { share: 0.4, seed: 3 } };
    const found = groupCounterfactuals(model, people, asked);
    expect(found).toEqual(groupCounterfactuals(model, people, asked));
    expect(found.heldOut).toBe(true);
    for (const { reach, searched } of found.cohorts[0]?.answers ?? []) {
      expect(reach.people).toBe(Math.round(0.4 * found.people));
      expect(reach.people + searched.people).toBe(found.people);
      answered++;
    }
    const [only] = groupCounterfactuals(model, people, { ...asked, rows: [0] }).cohorts;
    if (only !== undefined) expect(only).toMatchObject({ outcome: "too-few", answers: [] });
  }
  expect(answered).toBeGreaterThan(5);
});

test("nobody refused, and wrong questions", () => {
  const { model, people, options } = someCase(4);
  const all = { min: -1e6, max: 1e6, unit: model.output.unit } as const;
  const none = groupCounterfactuals(model, people, { ...options, target: all });
  expect(none).toMatchObject({ people: 0, cohorts: [] });
  const refuses = (more: Partial<GroupOptions>, code: string) =>
    expect(() => groupCounterfactuals(model, people, { ...options, ...more })).toThrow(
      expect.objectContaining({ code }),
    );
  refuses({ maxChanges: 5 }, "usage/max-changes");
  refuses({ beam: 0 }, "usage/beam");
  refuses({ values: 0.5 }, "usage/values");
  refuses({ heldOut: { share: 1, seed: 1 } }, "usage/held-out");
  refuses({ confidence: 1 }, "usage/confidence-range");
  refuses({ rows: [PEOPLE] }, "usage/row-range");
});
