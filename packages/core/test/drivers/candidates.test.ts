import { describe, expect, it } from "vitest";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { compareCandidates } from "../../src/drivers/compare-candidates.ts";
import { findAlternative } from "../../src/drivers/find-alternative.ts";
import { decided } from "./given-people.ts";

const QUESTION: ConfigurationInput = {
  decisions: { label: "y", favourable: 1 },
  cohorts: { g: { by: ["g"], reference: { g: "m" } } },
};

/** Model b grants 40 women more, 30 of them rightly. */
const PEOPLE = [
  ...decided(100, { g: "f", y: 1, a: 1, b: 1 }),
  ...decided(30, { g: "f", y: 1, a: 0, b: 1 }),
  ...decided(10, { g: "f", y: 0, a: 0, b: 1 }),
  ...decided(260, { g: "f", y: 0, a: 0, b: 0 }),
  ...decided(200, { g: "m", y: 1, a: 1, b: 1 }),
  ...decided(200, { g: "m", y: 0, a: 0, b: 0 }),
];
const MODELS = [
  { name: "in use", prediction: "a" },
  { name: "new", prediction: "b" },
];
const BY = { metric: "selection_rate", dimension: "g" } as const;

describe("compareCandidates", () => {
  it("finds the change of each disparity over the same people", () => {
    const { changes, people, comparisons } = compareCandidates(PEOPLE, QUESTION, MODELS, BY);
    expect([people, comparisons]).toEqual([800, 1]);
    const [one] = changes;
    expect(one?.before).toBeCloseTo(-0.25, 12);
    expect(one?.after).toBeCloseTo(-0.15, 12);
    expect(one?.change.value).toBeCloseTo(0.1, 12);
    // √(p(1 − p)/n) of the 40 of 400 that change, and a little for what was not seen to change.
    const half = 1.96 * Math.sqrt((0.1 * 0.9) / 400);
    const width = (one?.change.interval?.upper ?? 0) - (one?.change.interval?.lower ?? 0);
    expect(width).toBeGreaterThan(2 * half);
    expect(width).toBeLessThan(2.3 * half);
  });

  it("finds by how much a ratio is multiplied", () => {
    const { changes } = compareCandidates(PEOPLE, QUESTION, MODELS, { ...BY, compare: "ratio" });
    expect(changes[0]?.change.value).toBeCloseTo(0.35 / 0.25, 12);
    expect(changes[0]?.change.interval?.lower).toBeGreaterThan(1);
  });

  it("turns round with the incumbent", () => {
    const turned = compareCandidates(PEOPLE, QUESTION, MODELS, { ...BY, incumbent: "new" });
    const straight = compareCandidates(PEOPLE, QUESTION, MODELS, BY);
    expect(turned.changes[0]?.candidate).toBe("in use");
    expect(turned.changes[0]?.change.value).toBeCloseTo(-0.1, 12);
    expect(turned.changes[0]?.change.interval?.lower).toBeCloseTo(
      -(straight.changes[0]?.change.interval?.upper as number),
      7,
    );
  });

  it("leaves out who was not decided by every model, and widens for many comparisons", () => {
    const more = PEOPLE.map((one, i) => ({ ...one, c: i === 0 ? null : one.a }));
    const models = [...MODELS, { name: "third", prediction: "c" }];
    const found = compareCandidates(more, QUESTION, models, BY);
    expect([found.people, found.leftOut, found.comparisons]).toEqual([799, 1, 2]);
    const [one] = found.changes;
    expect(one?.simultaneous?.lower).toBeLessThan(one?.change.interval?.lower as number);
  });

  it("takes rates whose denominators differ between models", () => {
    const { changes } = compareCandidates(PEOPLE, QUESTION, MODELS, { ...BY, metric: "precision" });
    expect(changes[0]?.before).toBeCloseTo(0, 12);
    expect(changes[0]?.after).toBeCloseTo(130 / 140 - 1, 12);
  });

  it("refuses a single model, an unknown name and repeated people", () => {
    const ask = (question: ConfigurationInput, models: typeof MODELS, more = {}): unknown =>
      compareCandidates(PEOPLE, question, models, { ...BY, ...more });
    expect(() => ask(QUESTION, MODELS.slice(1))).toThrow(/two or more/);
    expect(() => ask(QUESTION, MODELS, { incumbent: "nwe" })).toThrow(/There are: "in use", "new"/);
    expect(() => ask(QUESTION, MODELS, { dimension: "h" })).toThrow(/no such dimension/);
    const decisions = { ...QUESTION.decisions, clusterBy: "g" };
    expect(() => ask({ ...QUESTION, decisions }, MODELS)).toThrow(/one row a person/);
  });
});

describe("findAlternative", () => {
  it("chooses the nearest bound among those that lose little enough", () => {
    const found = findAlternative(PEOPLE, QUESTION, MODELS, { ...BY, tolerance: 0 });
    expect(found.chosen).toBe("new");
    expect(found.intervals).toBe(2);
    const [inUse, next] = found.candidates;
    expect(inUse?.utility).toBeCloseTo(770 / 800, 12);
    expect(next?.utility).toBeCloseTo(790 / 800, 12);
    expect(next?.loss?.value).toBeCloseTo(-20 / 800, 12);
    expect(next?.acceptable).toBe("shown");
    expect(inUse?.dominatedBy).toEqual(["new"]);
    expect(next?.worst?.bound).toBeGreaterThan(0.15);
  });

  it("keeps the incumbent where the nearer one loses too much", () => {
    const gains = { truePositive: 1, falsePositive: -9, trueNegative: 0, falseNegative: 0 };
    const options = { ...BY, gains, tolerance: 0.01 };
    const found = findAlternative(PEOPLE, QUESTION, MODELS, options);
    expect(found.candidates[1]?.loss?.value).toBeCloseTo(60 / 800, 12);
    expect(found.candidates[1]?.acceptable).toBe("no");
    expect(found.chosen).toBe("in use");
    const tolerant = findAlternative(PEOPLE, QUESTION, MODELS, { ...options, tolerance: 0.08 });
    expect(tolerant.chosen).toBe("new");
    expect(tolerant.candidates[1]?.acceptable).toBe("estimated");
  });

  it("folds ratios below 1", () => {
    const found = findAlternative(PEOPLE, QUESTION, MODELS, {
      ...BY,
      compare: "ratio",
      tolerance: 0,
    });
    expect(found.chosen).toBe("new");
    expect(found.candidates[1]?.worst?.value).toBeCloseTo(0.7, 12);
    expect(found.candidates[1]?.worst?.bound).toBeLessThan(0.7);
  });

  it("refuses a negative tolerance, and people without outcomes", () => {
    expect(() => findAlternative(PEOPLE, QUESTION, MODELS, { ...BY, tolerance: -1 })).toThrow(
      /0 or more/,
    );
    const unlabelled = PEOPLE.map((one) => ({ ...one, y: null }));
    expect(() => findAlternative(unlabelled, QUESTION, MODELS, { ...BY, tolerance: 0 })).toThrow(
      /no utility/,
    );
  });
});
