import { describe, expect, test } from "vitest";
import {
  audit,
  costOfRecourse,
  drawRows,
  type Measurement,
  measureRecourse,
  parseAudit,
  profileRecourse,
  type RecourseCost,
} from "../../src/index.ts";
import { quantileOf } from "../../src/recourse/cost-quantile.ts";
import { rangeOf } from "../../src/recourse/recourse-cost.ts";
import { generator } from "./draws.ts";

const sex = { name: "sex", by: ["sex"], bands: {}, reference: { kind: "rest" } } as const;

/** People of two cohorts; the costs of F are those of M times a factor. */
function people(size: number, costOf: (row: number, isF: boolean) => RecourseCost) {
  const table = {
    sex: Array.from({ length: size }, (_, row) => (row % 2 === 0 ? "F" : "M")),
    income: Array.from({ length: size }, (_, row) => (row % 3 === 0 ? "high" : "low")),
  };
  const costs = table.sex.map((one, row) => costOf(row, one === "F"));
  return { table, costs };
}

const proved = (row: number, cost: number): RecourseCost => {
  return { row, status: "optimal", cost, lowerBound: cost };
};
const hopeless = (row: number): RecourseCost => {
  return { row, status: "infeasible", cost: null, lowerBound: null };
};
const open = (row: number, lowerBound: number | null = null): RecourseCost => {
  return { row, status: "not-found", cost: null, lowerBound };
};

function of(measurements: readonly Measurement[], metric: string, cohort: string): Measurement {
  const found = measurements.find((one) => one.metric === metric && one.cohort === cohort);
  if (found === undefined) throw new Error(`no ${metric} of ${cohort}`);
  return found;
}

describe("recourse by cohort", () => {
  const { table, costs } = people(80, (row, isF) =>
    isF && row % 8 === 0 ? hopeless(row) : proved(row, isF ? 3 + row / 100 : 1 + row / 100),
  );
  const measured = measureRecourse(table, { cohorts: [sex], costs });

  test("counts those without recourse as a share, and as ∞ in the burden", () => {
    expect(of(measured, "no_recourse_rate", "sex=F")).toMatchObject({
      value: 0.25,
      numerator: 10,
      denominator: 40,
      n: 40,
    });
    expect(of(measured, "no_recourse_rate", "sex=M").value).toBe(0);
    // The 20th of 40 with 10 at ∞: the 20th smallest of the 30 that have one.
    const finite = costs
      .filter(({ row, cost }) => row % 2 === 0 && cost !== null)
      .map(({ cost }) => cost as number)
      .sort((a, b) => a - b);
    expect(of(measured, "recourse_burden", "sex=F").value).toBe(finite[19]);
    expect(of(measured, "recourse_burden", "all").value).toBeLessThan(finite[19] as number);
  });

  test("only looks at the rows that were searched", () => {
    const few = measureRecourse(table, { cohorts: [sex], costs: costs.slice(0, 10) });
    expect(of(few, "no_recourse_rate", "all").n).toBe(10);
    expect(of(few, "no_recourse_rate", "sex=F").n).toBe(5);
  });

  test("is refused for rows that are none", () => {
    const ask = (rows: readonly number[]) => () =>
      measureRecourse(table, { cohorts: [sex], costs: rows.map((row) => proved(row, 1)) });
    expect(ask([1, 1])).toThrow(expect.objectContaining({ code: "usage/recourse" }));
    expect(ask([80])).toThrow(expect.objectContaining({ path: "costs[0].row" }));
    expect(ask([0.5])).toThrow(expect.objectContaining({ code: "usage/recourse" }));
  });
});

describe("what the search left open", () => {
  test("raises the upper end of the share, not the share", () => {
    const { table, costs } = people(40, (row) => (row < 8 ? open(row) : proved(row, 1)));
    const { value, interval } = of(
      measureRecourse(table, { cohorts: [sex], costs }),
      "no_recourse_rate",
      "all",
    );
    const without = of(
      measureRecourse(table, { cohorts: [sex], costs: costs.slice(8) }),
      "no_recourse_rate",
      "all",
    );
    expect(value).toBe(0);
    expect(interval?.method).toBe("mid-p-open");
    expect(interval?.upper).toBeGreaterThan(0.2);
    expect(interval?.upper).toBeGreaterThan((without.interval?.upper ?? 1) + 0.15);
  });

  test("lowers the lower end of the burden to the proved bounds", () => {
    const gapped = people(60, (row) => {
      return { row, status: "feasible", cost: 4, lowerBound: 2.5 };
    });
    const { value, interval } = of(
      measureRecourse(gapped.table, { cohorts: [sex], costs: gapped.costs }),
      "recourse_burden",
      "all",
    );
    expect(value).toBe(4);
    expect(interval?.lower).toBeCloseTo(2.5, 12);
    expect(interval?.upper).toBe(4);
  });

  test("withholds the burden, with the reason", () => {
    const reasonOf = (made: ReturnType<typeof people>): unknown =>
      of(
        measureRecourse(made.table, { cohorts: [sex], costs: made.costs }),
        "recourse_burden",
        "all",
      ).reason;
    expect(reasonOf(people(40, (row) => (row < 25 ? hopeless(row) : proved(row, 1))))).toBe(
      "no-recourse",
    );
    expect(reasonOf(people(40, (row) => (row < 25 ? open(row) : proved(row, 1))))).toBe(
      "search-incomplete",
    );
    expect(reasonOf(people(40, (row) => (row < 21 ? hopeless(row) : proved(row, 1))))).toBe(
      "no-recourse",
    );
  });
});

describe("budgets", () => {
  const limits = (burden: object, none: object) => ({
    decisions: { label: "income", favourable: "high" },
    cohorts: { sex: { by: ["sex"], reference: "M" } },
    budgets: [
      {
        id: "burden",
        metric: "recourse_burden",
        compare: "ratio" as const,
        cohorts: "sex",
        limit: burden,
        severity: "warn" as const,
      },
      {
        id: "none",
        metric: "no_recourse_rate",
        compare: "difference" as const,
        cohorts: "sex",
        limit: none,
        severity: "warn" as const,
      },
    ],
  });

  const verdictsOf = (made: ReturnType<typeof people>) => {
    const { verdicts } = audit(made.table, limits({ max: 1.25 }, { max: 0.1 }), {
      measurements: measureRecourse(made.table, { cohorts: [sex], costs: made.costs }),
    });
    return Object.fromEntries(verdicts.map(({ budget, verdict }) => [budget, verdict]));
  };

  test("fail on a burden twice as heavy, pass on one alike", () => {
    const draw = generator(4);
    const heavy = people(800, (row, isF) => proved(row, (1 + draw()) * (isF ? 2 : 1)));
    expect(verdictsOf(heavy)).toEqual({ burden: "fail", none: "pass" });
    const alike = people(800, (row) => proved(row, 1 + draw() / 5));
    expect(verdictsOf(alike)).toEqual({ burden: "pass", none: "pass" });
  });

  test("settle nothing where the gap of the solver could be the difference", () => {
    const made = people(800, (row, isF) => {
      const cost = isF ? 2 : 1;
      return { row, status: "feasible", cost, lowerBound: isF ? 1 : 0.9 };
    });
    expect(verdictsOf(made).burden).toBe("inconclusive");
  });

  test("fail on the share without recourse, and say why there is no burden", () => {
    const made = people(800, (row, isF) => (isF && row % 8 !== 0 ? hopeless(row) : proved(row, 1)));
    const { verdicts } = audit(made.table, limits({ max: 1.25 }, { max: 0.1 }), {
      measurements: measureRecourse(made.table, { cohorts: [sex], costs: made.costs }),
    });
    const [burden, none] = ["burden", "none"].map((id) =>
      verdicts.find(({ budget }) => budget === id),
    );
    expect(none?.verdict).toBe("fail");
    expect(burden).toMatchObject({ verdict: "no-data", reason: "no-recourse" });
    expect(burden?.sentence).toContain("more than half of them have no recourse");
  });

  test("and their document hold no number without an end, however few have recourse", () => {
    for (let size = 2; size < 60; size += 3) {
      const made = people(size, (row) => (row % 5 < 2 ? hopeless(row) : proved(row, row)));
      const document = audit(made.table, limits({ max: 1.25 }, { max: 0.1 }), {
        measurements: measureRecourse(made.table, { cohorts: [sex], costs: made.costs }),
      });
      expect(parseAudit(JSON.parse(JSON.stringify(document)))).toEqual(document);
    }
  });

  test("on a burden need one on the share without recourse", () => {
    const question = limits({ max: 1.25 }, { max: 0.1 });
    const alone = { ...question, budgets: question.budgets.slice(0, 1) };
    const { table } = people(4, (row) => proved(row, 1));
    expect(() => audit(table, alone)).toThrow(
      expect.objectContaining({ code: "config/missing-budget", path: "budgets[0].metric" }),
    );
  });
});

test("profiles hold the counts and the quantiles, ∞ as null", () => {
  const made = people(40, (row) =>
    row < 10 ? hopeless(row) : row < 12 ? open(row, 3) : proved(row, row),
  );
  const [all, f] = profileRecourse(made.table, { cohorts: [sex], costs: made.costs });
  expect(all).toMatchObject({
    dimension: null,
    cohort: "all",
    people: 40,
    infeasible: 10,
    notFound: 2,
    feasible: 0,
    optimal: 28,
  });
  expect(f).toMatchObject({ dimension: "sex", cohort: "sex=F", people: 20, infeasible: 5 });
  expect(all?.quantiles.map(({ share, solved }) => [share, solved])).toEqual([
    [0.25, { lower: 19, upper: 21 }],
    [0.5, { lower: 29, upper: 31 }],
    [0.75, { lower: 39, upper: null }],
    [0.9, { lower: null, upper: null }],
  ]);
});

test("the cost of a row is that of its first answer", () => {
  const first = {
    status: "feasible",
    changes: [{ feature: "hours", from: 1, to: 3 }],
    cost: 2,
    lowerBound: 1,
    gap: 0.5,
    output: { value: 1, unit: "score" },
    nodes: 9,
  } as const;
  expect(costOfRecourse(4, [first, { ...first, cost: 9 }])).toEqual({
    row: 4,
    status: "feasible",
    cost: 2,
    lowerBound: 1,
  });
  expect(() => costOfRecourse(4, [])).toThrow(expect.objectContaining({ code: "usage/recourse" }));
});

test("rows are drawn without replacement, alike for the same seed", () => {
  const rows = Array.from({ length: 100 }, (_, i) => i * 3);
  const drawn = drawRows(rows, 20, 7);
  expect(new Set(drawn).size).toBe(20);
  expect([...drawn]).toEqual([...drawn].sort((a, b) => a - b));
  expect([...drawn].every((row) => rows.includes(row))).toBe(true);
  expect(drawRows(rows, 20, 7)).toEqual(drawn);
  expect(drawRows(rows, 20, 8)).not.toEqual(drawn);
  expect([...drawRows(rows, 200, 7)]).toEqual(rows);
  const counts = new Map<number, number>();
  for (let seed = 0; seed < 2000; seed++) {
    for (const row of drawRows(rows, 20, seed)) counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  // 400 expected of each; the standard deviation is 18.
  expect(Math.min(...counts.values())).toBeGreaterThan(310);
  expect(counts.size).toBe(100);
});

test("an interval as a document holds it is never shorter than the exact one, at any confidence read from it", () => {
  const draw = generator(12);
  for (let round = 0; round < 60; round++) {
    // Costs in steps, so that many are tied.
    const costs = Array.from({ length: 30 + Math.floor(draw() * 60) }, (_, row) =>
      draw() < 0.1 ? hopeless(row) : proved(row, 1 + Math.floor(draw() * 4)),
    );
    const table = { sex: costs.map(() => "F") };
    const measured = of(
      measureRecourse(table, { cohorts: [sex], costs }),
      "recourse_burden",
      "all",
    );
    if (measured.status !== "ok" || measured.interval === null) throw new Error("not measured");
    const { value, interval } = measured;
    const { boundsAt } = quantileOf(costs.map(rangeOf), 0.5);
    for (const z of [1.96, 2.2, 2.5, 2.8, 3.1, 3.3]) {
      const exact = boundsAt(z);
      const lower = value - ((value - interval.lower) * z) / 1.959964;
      const upper = value + (((interval.upper ?? Infinity) - value) * z) / 1.959964;
      expect(lower).toBeLessThanOrEqual(exact.lower + 1e-6);
      expect(upper).toBeGreaterThanOrEqual(exact.upper - 1e-6);
    }
  }
});
