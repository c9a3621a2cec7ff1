import { describe, expect, it } from "vitest";
import { discoverCohorts } from "../../src/discovery/discover-cohorts.ts";
import type { DiscoveryQuestion } from "../../src/discovery/question.ts";
import { makePeople, questionOf } from "./made-up-people.ts";

// benchmarks/discovery.mjs makes the full runs; its table is committed.
const RUNS = 20;

describe("discoverCohorts", () => {
  it("ranks a planted cohort of two conditions first, and confirms it", () => {
    let first = 0;
    let confirmed = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const people = makePeople({ rows: 20_000, attributes: 6, levels: 6, conditions: 2, seed });
      const [best] = discoverCohorts(people, questionOf(people, { seed })).cohorts;
      if (best?.cohort !== "a0=0,a1=0") continue;
      first++;
      if (best.isConfirmed) confirmed++;
    }
    expect(first).toBeGreaterThanOrEqual(19);
    expect(confirmed).toBeGreaterThanOrEqual(15);
  });

  it("confirms nothing where nothing is, but for the share it is allowed", () => {
    let flagged = 0;
    for (let seed = 101; seed <= 100 + RUNS; seed++) {
      const people = makePeople({ rows: 20_000, attributes: 6, levels: 4, conditions: 0, seed });
      const { cohorts } = discoverCohorts(people, questionOf(people, { seed }));
      expect(cohorts).toHaveLength(20);
      if (cohorts.some(({ isConfirmed }) => isConfirmed)) flagged++;
    }
    // More than 3 of 20 at a true share of 1 in 20 happen once in 60.
    expect(flagged).toBeLessThanOrEqual(3);
  });

  it("says a cohort by its own conditions, not by those of its parts or of its members", () => {
    for (const conditions of [1, 3]) {
      const people = makePeople({ rows: 40_000, attributes: 5, levels: 4, conditions, seed: 5 });
      const [best] = discoverCohorts(people, questionOf(people)).cohorts;
      expect(best?.by).toEqual(["a0", "a1", "a2"].slice(0, conditions));
      expect(best).toMatchObject({ direction: "above", isConfirmed: true });
    }
  });

  it("searches and confirms on rows that share nobody and together are all", () => {
    const people = makePeople({ rows: 10_001, attributes: 3, levels: 3, conditions: 1, seed: 3 });
    const { searched, heldOut, cohorts } = discoverCohorts(people, questionOf(people));
    expect([searched, heldOut]).toEqual([7_001, 3_000]);
    const best = cohorts.find(({ cohort }) => cohort === "a0=0");
    const members = people.a0?.reduce((sum, level) => sum + (level === 0 ? 1 : 0), 0);
    expect((best?.searched.n ?? 0) + (best?.heldOut?.n ?? 0)).toBe(members);
    expect((best?.searched.nRest ?? 0) + (best?.searched.n ?? 0)).toBe(searched);
    expect((best?.heldOut?.nRest ?? 0) + (best?.heldOut?.n ?? 0)).toBe(heldOut);
  });

  it("gives the same for the same seed and other held-out rows for another", () => {
    const people = makePeople({ rows: 5_000, attributes: 3, levels: 3, conditions: 1, seed: 4 });
    const once = discoverCohorts(people, questionOf(people));
    expect(discoverCohorts(people, questionOf(people))).toEqual(once);
    expect(discoverCohorts(people, questionOf(people, { seed: 2 }))).not.toEqual(once);
  });

  it("counts only the rows of the metric, and leaves unknown attributes out of every cohort", () => {
    const people = {
      sex: ["F", "F", "M", "M", null, "F", "M", "M"],
      y: [1, 1, 1, 1, 1, 0, null, 1],
      p: [0, 1, 1, 1, 1, 0, 0, null],
    };
    const { searched, heldOut, cohorts } = discoverCohorts(people, {
      attributes: ["sex"],
      label: "y",
      prediction: "p",
      favourable: [1],
      metric: "true_positive_rate",
      minimumSupport: 1,
      holdoutShare: 0.01,
    });
    // Five have a favourable label and a decision; a hundredth of five is nobody.
    expect([searched, heldOut]).toEqual([5, 0]);
    const found = cohorts.find(({ cohort }) => cohort === "sex=F");
    expect(found?.searched).toEqual({
      rate: 0.5,
      n: 2,
      restRate: 1,
      nRest: 3,
      gap: -0.5,
    });
    expect(found).toMatchObject({ direction: "below", heldOut: null, isConfirmed: false });
    expect(cohorts.map(({ cohort }) => cohort).sort()).toEqual(["sex=F", "sex=M"]);
  });

  it("cuts numbers at declared edges or at quantiles", () => {
    const ages = Array.from({ length: 400 }, (_, i) => i % 100);
    const people = { age: ages, p: ages.map((age) => (age < 25 ? 0 : 1)) };
    const find = (attribute: DiscoveryQuestion["attributes"][number]) =>
      discoverCohorts(people, {
        attributes: [attribute],
        prediction: "p",
        favourable: [1],
        metric: "selection_rate",
        minimumSupport: 20,
      }).cohorts[0]?.cohort;
    expect(find({ column: "age", bands: [25, 60] })).toBe("age=<25");
    expect(find({ column: "age", quantiles: 4 })).toBe("age=<25");
  });

  it.each<[string, Partial<DiscoveryQuestion>]>([
    ["config/no-rate", { metric: "f1_score" }],
    ["config/unknown-metric", { metric: "false_negative_rat" }],
    ["config/unknown-column", { attributes: ["a9"] }],
    ["config/unknown-favourable", { favourable: ["yes"] }],
    ["config/discovery-range", { depth: 4 }],
    ["config/discovery-range", { holdoutShare: 1 }],
    ["config/discovery-range", { fdr: 0 }],
    ["config/discovery-range", { candidates: 0 }],
    ["config/discovery-range", { attributes: [] }],
    ["config/discovery-range", { attributes: [{ column: "a0", quantiles: 1 }] }],
  ])("refuses with %s: %o", (code, more) => {
    const people = makePeople({ rows: 200, attributes: 2, levels: 2, conditions: 0, seed: 1 });
    expect(() => discoverCohorts(people, questionOf(people, more))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("refuses a metric that needs a label where none is named", () => {
    const { y: _, ...people } = makePeople({
      rows: 200,
      attributes: 2,
      levels: 2,
      conditions: 0,
      seed: 1,
    });
    const { label: __, ...question } = questionOf(people);
    expect(() => discoverCohorts(people, question)).toThrow(
      expect.objectContaining({ code: "config/missing-key", path: "label" }),
    );
  });
});
