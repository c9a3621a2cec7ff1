import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  AuditDocument,
  ConfigurationInput,
  Disparity,
  Interval,
  Measurement,
} from "../../src/index.ts";
import { audit } from "../../src/index.ts";
import { crowd, type Person } from "../people.ts";

const bySex: ConfigurationInput = {
  decisions: { label: "y", favourable: 1, prediction: "p" },
  cohorts: {
    sex: { by: ["sex"], reference: "M" },
    both: { by: ["sex", "race"], reference: "rest" },
  },
};

const weightedBy = (kind: "frequency" | "sampling"): ConfigurationInput => ({
  ...bySex,
  decisions: { ...bySex.decisions, weight: { column: "w", kind } },
});

/** A declared reference must occur somewhere. */
const peopleWithMen = crowd.filter((people) => people.some(({ sex }) => sex === "M"));

function auditPeople(people: readonly Person[], question = bySex): AuditDocument {
  return audit(
    people.map((one) => ({ ...one })),
    question,
  );
}

const results = ({ measurements, disparities }: AuditDocument) => ({ measurements, disparities });

describe("nothing depends on the order of rows or on names", () => {
  it("permuting rows gives the same document", () => {
    fc.assert(
      fc.property(peopleWithMen, fc.infiniteStream(fc.nat()), (people, numbers) => {
        const order = people
          .map((one) => ({ one, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at);
        const shuffled = auditPeople(order.map(({ one }) => one));
        expect(JSON.stringify(shuffled)).toBe(JSON.stringify(auditPeople(people)));
      }),
      { numRuns: 50 },
    );
  });

  it("renaming levels changes names and nothing else", () => {
    const names: Readonly<Record<string, string>> = { F: "Zoe, =\\", M: "?", X: "Abe" };
    const renamed = ({ sex, ...rest }: Person): Person => ({
      ...rest,
      sex: sex === null ? null : (names[sex] as string),
    });
    const question = {
      ...bySex,
      cohorts: { ...bySex.cohorts, sex: { by: ["sex"], reference: "?" } },
    };
    // Values without the names, in an order of their own.
    const anonymous = (values: readonly (Measurement | Disparity)[]): string[] =>
      values
        .map((one) =>
          JSON.stringify({ ...one, cohort: "", ...("reference" in one ? { reference: "" } : {}) }),
        )
        .sort();
    fc.assert(
      fc.property(peopleWithMen, (people) => {
        const before = auditPeople(people);
        const after = auditPeople(people.map(renamed), question);
        expect(anonymous(after.measurements)).toEqual(anonymous(before.measurements));
        expect(anonymous(after.disparities)).toEqual(anonymous(before.disparities));
      }),
      { numRuns: 50 },
    );
  });
});

describe("swapping cohort and reference", () => {
  it("negates a difference and inverts a ratio, intervals and worst cases mirrored", () => {
    const against = (level: string) => ({
      ...bySex,
      cohorts: { sex: { by: ["sex"], reference: level } },
    });
    const both = crowd.filter((people) =>
      ["F", "M"].every((level) => people.some(({ sex }) => sex === level)),
    );
    // A gap between two cohorts is the same from either side.
    const gaps = ["equalized_odds", "equalized_odds_mean"];
    let compared = 0;
    fc.assert(
      fc.property(both, (people) => {
        const mirrored = auditPeople(people, against("F")).disparities;
        for (const one of auditPeople(people, against("M")).disparities) {
          if (one.cohort !== "sex=F" || one.status !== "ok") continue;
          const other = mirrored.find(
            ({ metric, compare, cohort }) =>
              metric === one.metric && compare === one.compare && cohort === "sex=M",
          );
          if (other?.status !== "ok") continue;
          compared++;
          if (gaps.includes(one.metric)) {
            expect(other.value).toBeCloseTo(one.value, 12);
            continue;
          }
          const mirror = (x: number): number => (one.compare === "ratio" ? 1 / x : -x);
          const expectMirror = (x: number, y: number): void => {
            if (Number.isFinite(mirror(x)) && mirror(x) !== 0)
              expect(y / mirror(x) || 1).toBeCloseTo(1, 7);
          };
          expectMirror(one.value, other.value);
          expectMirror(one.interval.lower, other.interval.upper ?? Infinity);
          expectMirror(one.interval.upper ?? Infinity, other.interval.lower);
          expect(one.bounds === null).toBe(other.bounds === null);
          if (one.bounds?.lower && other.bounds?.upper)
            expectMirror(one.bounds.lower, other.bounds.upper);
        }
      }),
    );
    expect(compared).toBeGreaterThan(500);
  });
});

describe("weights", () => {
  /** Without what counts rows: a row stays a row, whatever it stands for. */
  const rates = (document: AuditDocument) => ({
    disparities: document.disparities,
    measurements: document.measurements.filter(({ metric }) => metric !== "count"),
  });

  it("frequency weights stand for so many rows", () => {
    fc.assert(
      fc.property(peopleWithMen, (people) => {
        const duplicated = people.flatMap((one) => Array.from({ length: one.w }, () => one));
        expect(rates(auditPeople(people, weightedBy("frequency")))).toEqual(
          rates(auditPeople(duplicated)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("doubling frequency weights is duplicating rows: same rates, narrower intervals", () => {
    fc.assert(
      fc.property(peopleWithMen, (people) => {
        const doubled = people.map((one) => ({ ...one, w: 2 * one.w }));
        const twice = auditPeople(doubled, weightedBy("frequency"));
        expect(rates(twice)).toEqual(
          rates(auditPeople([...people, ...people], weightedBy("frequency"))),
        );
        const once = auditPeople(people, weightedBy("frequency"));
        twice.measurements.forEach((one, i) => {
          const before = once.measurements[i];
          if (one.interval === null || before?.interval === null || before === undefined) return;
          expect(one.value).toBe(before.value);
          const width = ({ lower, upper }: Interval): number => (upper ?? Infinity) - lower;
          expect(width(one.interval)).toBeLessThan(width(before.interval));
        });
      }),
      { numRuns: 50 },
    );
  });

  it("doubling sampling weights changes no rate, interval or disparity", () => {
    const comparable = (document: AuditDocument) =>
      document.measurements.map(({ numerator: _, denominator: __, ...rest }) =>
        "effectiveDenominator" in rest && rest.metric === "count"
          ? { ...rest, effectiveDenominator: 0 }
          : rest,
      );
    fc.assert(
      fc.property(peopleWithMen, (people) => {
        const doubled = people.map((one) => ({ ...one, w: 2 * one.w }));
        const once = auditPeople(people, weightedBy("sampling"));
        const twice = auditPeople(doubled, weightedBy("sampling"));
        expect(comparable(twice)).toEqual(comparable(once));
        expect(twice.disparities).toEqual(once.disparities);
      }),
      { numRuns: 50 },
    );
  });

  it("equal sampling weights give what no weights give; unequal ones a smaller effective size", () => {
    fc.assert(
      fc.property(peopleWithMen, (people) => {
        const equal = people.map((one) => ({ ...one, w: 4 }));
        expect(auditPeople(equal, weightedBy("sampling")).disparities).toEqual(
          auditPeople(equal).disparities,
        );
        for (const one of auditPeople(people, weightedBy("sampling")).measurements) {
          if (one.status === "ok")
            expect(one.effectiveDenominator).toBeLessThanOrEqual(one.n * (1 + 1e-12));
        }
      }),
      { numRuns: 50 },
    );
  });

  it("the effective size is Kish’s (Σw)² ÷ Σw²", () => {
    const one: Person = { sex: "M", race: "a", age: 1, y: 1, p: 1, w: 1 };
    const people = [one, { ...one, w: 3 }, { ...one, y: 0 as const, w: 4 }];
    const rate = auditPeople(people, weightedBy("sampling")).measurements.find(
      ({ metric, cohort }) => metric === "base_rate" && cohort === "all",
    );
    expect(rate).toMatchObject({ numerator: 4, denominator: 8, value: 0.5, n: 3 });
    expect(rate?.status === "ok" && rate.effectiveDenominator).toBeCloseTo(64 / 26, 12);
  });
});

describe("results", () => {
  it("hold no NaN, infinity or undefined", () => {
    fc.assert(
      fc.property(peopleWithMen, (people) => {
        const found = results(auditPeople(people));
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
    );
  });
});
