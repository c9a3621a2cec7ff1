import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { countTable } from "../../src/document/count-table.ts";
import { type DecomposedGap, decomposeGap } from "../../src/drivers/decompose-gap.ts";
import { table } from "../../src/table/intake.ts";
import { crowd, type Person } from "../people.ts";
import { ADMISSIONS, applicants, REVERSED } from "./given-people.ts";

/** Strata are set beside the configuration, which knows them as a dimension of their own. */
function decompose(
  people: readonly object[],
  { decisions, cohorts = {} }: ConfigurationInput,
  metric: string,
): ReturnType<typeof decomposeGap> {
  const strata = Object.values(cohorts).flatMap(({ within = [] }) => within);
  const whole = Object.entries(cohorts).map(([name, { within: _, ...cohort }]) => [name, cohort]);
  const parts = strata.map((column) => [`strata ${column}`, { by: [column] }]);
  const configuration = parseConfiguration({
    decisions,
    cohorts: Object.fromEntries([...whole, ...parts]),
  });
  const rows = people as Record<string, string | number | null>[];
  const { cells } = countTable(table(rows), configuration, null);
  return configuration.cohorts.flatMap((dimension) => {
    const within = cohorts[dimension.name]?.within;
    return within === undefined ? [] : decomposeGap(cells, { ...dimension, within }, metric);
  });
}

function only(people: readonly object[]): DecomposedGap {
  const [found] = decompose(people, ADMISSIONS, "base_rate");
  if (found?.status !== "ok") throw new Error("not estimable");
  return found;
}

const PEOPLE: ConfigurationInput = {
  decisions: { label: "y", favourable: 1, prediction: "p" },
  cohorts: {
    sex: { by: ["sex"], within: ["race"], reference: "rest" },
    race: { by: ["race"], within: ["sex"], reference: "highest" },
  },
};

describe("decomposeGap", () => {
  it("takes a gap apart as computed by hand, with its reversal", () => {
    const found = only(REVERSED);
    // Rates .3 and .8 against .2 and .7, shares .8 and .2 against .2 and .8.
    expect(found.gap.value).toBeCloseTo(-0.2, 12);
    expect(found.mix.value).toBeCloseTo(-0.3, 12);
    expect(found.withinStrata.value).toBeCloseTo(0.1, 12);
    expect(found.interaction.value).toBeCloseTo(0, 12);
    expect(found.isReversed).toBe(true);
    expect(found.strata.map(({ stratum, within }) => [stratum, within.toFixed(3)])).toEqual([
      ["department=easy", "0.050"],
      ["department=hard", "0.050"],
    ]);
  });

  it("states both weightings and what changes only where both do", () => {
    const found = only([
      ...applicants("F", "hard", 60, 30),
      ...applicants("F", "easy", 40, 36),
      ...applicants("M", "hard", 20, 8),
      ...applicants("M", "easy", 80, 56),
    ]);
    expect(found.atReference.mix.value).toBeCloseTo(0.4 * 0.4 - 0.4 * 0.7, 12);
    expect(found.atReference.within.value).toBeCloseTo(0.2 * 0.1 + 0.8 * 0.2, 12);
    expect(found.interaction.value).toBeCloseTo(0.4 * 0.1 - 0.4 * 0.2, 12);
    expect(found.atCohort.mix.value).toBeCloseTo(0.4 * 0.5 - 0.4 * 0.9, 12);
    expect(found.atCohort.within.value).toBeCloseTo(0.6 * 0.1 + 0.4 * 0.2, 12);
    expect(found.isReversed).toBe(false);
  });

  it("keeps apart what comes from strata that only one of them is in", () => {
    const found = only([...REVERSED, ...applicants("F", "women only", 100, 90)]);
    expect(found.gap.value).toBeCloseTo(0.65 - 0.6, 12);
    // Half of the women, at .9 against .4 elsewhere.
    expect(found.cohortOnly?.value).toBeCloseTo(0.5 * 0.5, 12);
    expect(found.referenceOnly).toBeNull();
    expect(found.withinStrata.value).toBeCloseTo(0.1, 12);
  });

  it("says where no stratum holds both, or a rate counts nobody", () => {
    const apart = [...applicants("F", "hard", 5, 2), ...applicants("M", "easy", 5, 2)];
    expect(decompose(apart, ADMISSIONS, "base_rate")).toMatchObject([
      { status: "not-estimable", reason: "no-shared-strata" },
    ]);
    const unlabelled = applicants("F", "hard", 5, 0).map((one) => ({ ...one, admitted: null }));
    expect(
      decompose([...unlabelled, ...applicants("M", "hard", 5, 2)], ADMISSIONS, "base_rate"),
    ).toMatchObject([{ status: "not-estimable", reason: "zero-denominator" }]);
  });

  it("adds up to 1e-9 for every rate, reference and weight", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        crowd,
        fc.constantFrom("selection_rate", "true_positive_rate", "precision", "accuracy"),
        fc.constantFrom("frequency" as const, "sampling" as const, null),
        (people: Person[], metric, kind) => {
          const decisions = {
            ...PEOPLE.decisions,
            ...(kind === null ? {} : { weight: { column: "w", kind } }),
          };
          for (const found of decompose(people, { ...PEOPLE, decisions }, metric)) {
            if (found.status !== "ok") continue;
            seen++;
            const { gap, mix, withinStrata, atReference, atCohort, interaction } = found;
            const rest = (found.cohortOnly?.value ?? 0) + (found.referenceOnly?.value ?? 0);
            const sums = [
              mix.value + withinStrata.value,
              atReference.mix.value + atReference.within.value + interaction.value,
              atCohort.mix.value + atCohort.within.value - interaction.value,
              atReference.mix.value + atCohort.within.value,
              sum(found.strata.map((one) => one.mix + one.within)),
            ];
            for (const each of sums) expect(Math.abs(gap.value - each - rest)).toBeLessThan(1e-9);
            expect(Math.abs(found.residual)).toBeLessThan(1e-9);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(200);
  });

  it("gives the gap the error of two independent rates", () => {
    const found = only([...applicants("F", "one", 400, 100), ...applicants("M", "one", 500, 250)]);
    const error = Math.sqrt((0.25 * 0.75) / 400 + (0.5 * 0.5) / 500);
    const { interval } = found.gap;
    expect((interval?.upper ?? 0) - (interval?.lower ?? 0)).toBeCloseTo(2 * 1.96 * error, 3);
    expect(found.mix.value).toBe(0);
  });

  it("takes several decisions about one person for one", () => {
    const twice = REVERSED.flatMap((one, id) => [
      { ...one, id: `p${id}` },
      { ...one, id: `p${id}` },
    ]);
    const decisions = { ...ADMISSIONS.decisions, clusterBy: "id" };
    const [found] = decompose(twice, { ...ADMISSIONS, decisions }, "base_rate");
    if (found?.status !== "ok") throw new Error("not estimable");
    const once = only(REVERSED);
    expect(found.mix.value).toBeCloseTo(once.mix.value, 12);
    expect(found.mix.interval?.lower).toBeCloseTo(once.mix.interval?.lower ?? 0, 2);
  });

  it("asks for strata", () => {
    const configuration = parseConfiguration(ADMISSIONS);
    const { cells } = countTable(table(REVERSED.map((one) => ({ ...one }))), configuration, null);
    const dimension = configuration.cohorts[0];
    if (dimension === undefined) throw new Error("no dimension");
    const { within: _, ...whole } = dimension;
    expect(() => decomposeGap(cells, whole, "base_rate")).toThrow(/declares none/);
    expect(() => decomposeGap(cells, dimension, "f1_score")).toThrow(/a rate/);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
