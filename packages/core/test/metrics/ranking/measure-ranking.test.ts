import "../../seed.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeWith } from "../../../../../test/optional-suite.ts";
import { missingSharedData, sharedData } from "../../../../../test/shared-data.ts";
import type { BudgetInput, ConfigurationInput, Measurement } from "../../../src/index.ts";
import { audit, findMetric, parseConfiguration } from "../../../src/index.ts";
import { measureRanking } from "../../../src/metrics/ranking/measure-ranking.ts";
import { readGolden } from "../../golden/read-golden.ts";
import { dimension } from "../../people.ts";

interface Golden {
  readonly ranking: {
    readonly lists: readonly { readonly relevance: number[]; readonly score: number[] }[];
    readonly ndcg: readonly number[];
  };
  /** By budget: lists, and their mean NDCG. */
  readonly restaurants: Readonly<Record<string, readonly [number, number]>>;
}
const golden = readGolden<Golden>("row-metrics");

function find(
  measured: readonly Measurement[],
  metric: string,
  cohort = "all",
  of: string | null = cohort === "all" ? null : "g",
) {
  const found = measured.find(
    (one) => one.metric === metric && one.cohort === cohort && one.dimension === of,
  );
  if (found === undefined) throw new Error(`no ${metric} of ${cohort}`);
  return found;
}

/** Lists as texts of cohorts from the top. */
function entries(...lists: readonly string[]) {
  return lists.flatMap((text, list) =>
    [...text].map((g, at) => ({ list: `l${list}`, g: g === "?" ? null : g, rank: at + 1 })),
  );
}
const cohorts = [dimension(["g"])];
const asked = { list: "list", order: { rank: "rank" }, cohorts, top: [2] } as const;
const discount = (place: number): number => 1 / Math.log2(1 + place);

describe("one list", () => {
  const measured = measureRanking(entries("aabb"), asked);
  const [v1, v2, v3, v4] = [1, 2, 3, 4].map(discount) as [number, number, number, number];
  const total = v1 + v2 + v3 + v4;

  it("gives each cohort the attention of its places, 1 / log2(1 + place)", () => {
    expect(v2).toBeCloseTo(0.6309297535714575, 15);
    expect(find(measured, "exposure", "g=a").value).toBeCloseTo((v1 + v2) / 2, 12);
    expect(find(measured, "exposure", "g=b").value).toBeCloseTo((v3 + v4) / 2, 12);
    expect(find(measured, "exposure", "rest:g=b").value).toBeCloseTo((v1 + v2) / 2, 12);
    const gap = (v1 + v2 - v3 - v4) / 2;
    expect(find(measured, "exposure_gap", "g=a").value).toBeCloseTo(gap, 12);
    expect(find(measured, "exposure_gap", "g=b").value).toBeCloseTo(-gap, 12);
    expect(find(measured, "exposure_ratio", "g=a").value).toBeCloseTo((v1 + v2) / total / 0.5, 12);
  });

  it("takes AWRF from the shares of attention and entries, one cohort or all at once", () => {
    const expected = 1 - ((v1 + v2) / total - 0.5);
    expect(find(measured, "awrf", "g=a").value).toBeCloseTo(expected, 12);
    expect(find(measured, "awrf", "all", "g").value).toBeCloseTo(expected, 12);
  });

  it("takes NDKL from the prefixes", () => {
    // Prefixes aa: q = 1, ln 2 twice; aab: 2/3 and 1/3; aabb: the list itself.
    const third = (2 / 3) * Math.log(4 / 3) + (1 / 3) * Math.log(2 / 3);
    const expected = ((v1 + v2) * Math.log(2) + v3 * third) / total;
    expect(find(measured, "ndkl", "g=b").value).toBeCloseTo(expected, 12);
    expect(find(measured, "ndkl", "all", "g").value).toBeCloseTo(expected, 12);
  });

  it("counts the first k places, of a shorter list all", () => {
    expect(find(measured, "top_k_share[2]", "g=a").value).toBe(1);
    expect(find(measured, "top_k_representation[2]", "g=a").value).toBe(2);
    const short = measureRanking(entries("ab"), { ...asked, top: [5] });
    expect(find(short, "top_k_share[5]", "g=a").value).toBe(0.5);
  });

  it("has no interval, as lists are what is independent", () => {
    expect(find(measured, "exposure", "g=a")).toMatchObject({ n: 1, interval: null });
  });

  it("lets ties share their places", () => {
    const tied = entries("aabb").map((one) => ({ ...one, rank: 1 }));
    const found = measureRanking(tied, asked);
    expect(find(found, "exposure", "g=a").value).toBeCloseTo(total / 4, 12);
    expect(find(found, "awrf", "g=a").value).toBeCloseTo(1, 12);
    expect(find(found, "ndkl", "all", "g").value).toBeCloseTo(0, 12);
    expect(find(found, "top_k_share[2]", "g=a").value).toBe(0.5);
  });
});

describe("several lists", () => {
  const measured = measureRanking(entries("ab", "ba", "ab", "bb"), asked);

  it("takes Student's t over the lists in which there is something to measure", () => {
    const gap = 1 - discount(2);
    // Gaps of a: +, −, +; the last list has no a.
    const mean = gap / 3;
    const error = Math.sqrt((2 * (gap - mean) ** 2 + (gap + mean) ** 2) / 2 / 3);
    const { value, interval, n } = find(measured, "exposure_gap", "g=a");
    expect(n).toBe(3);
    expect(value).toBeCloseTo(mean, 12);
    expect(interval?.method).toBe("student-t-lists");
    // t(0.975, 2) = 4.302653.
    expect(interval?.upper).toBeCloseTo(mean + 4.302652729911275 * error, 6);
  });

  it("sets the unknown beside the others, and calls lists without anyone nothing", () => {
    const found = measureRanking(entries("a?", "?a"), asked);
    expect(find(found, "exposure_gap", "g=a").n).toBe(2);
    expect(find(found, "exposure", "rest:g=a")).toMatchObject({
      status: "not-estimable",
      reason: "no-rows",
    });
    const alone = measureRanking(entries("aa", "aa"), asked);
    expect(find(alone, "exposure_gap", "g=a")).toMatchObject({
      status: "not-estimable",
      reason: "zero-denominator",
    });
  });

  it("counts rows without list or order as missing", () => {
    const some = [
      ...entries("ab", "ba"),
      { list: null, g: "a", rank: 1 },
      { list: "l0", g: "b", rank: null },
    ];
    const found = measureRanking(some, asked);
    expect(find(found, "exposure", "g=a")).toMatchObject({ missing: 1, n: 2 });
    expect(find(found, "exposure", "g=b")).toMatchObject({ missing: 1 });
  });

  it("follows the order, not the rows, the numbers or the direction they run in", () => {
    const made = fc.array(
      fc.record({
        list: fc.constantFrom("x", "y", "z"),
        g: fc.constantFrom("a", "b", "c"),
        rank: fc.integer({ min: 1, max: 6 }),
        rel: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 25 },
    );
    fc.assert(
      fc.property(made, (rows) => {
        const question = { ...asked, relevance: "rel" };
        const values = (found: readonly Measurement[]) =>
          found.map(({ metric, cohort, value }) => [
            metric,
            cohort,
            value === null ? null : expect.closeTo(value, 9),
          ]);
        const expected = values(measureRanking(rows, question));
        const plain = (found: readonly Measurement[]) =>
          found.map(({ metric, cohort, value }) => [metric, cohort, value]);
        expect(plain(measureRanking([...rows].reverse(), question))).toEqual(expected);
        const scored = rows.map(({ rank, ...one }) => ({ ...one, score: 100 - rank * rank }));
        const byScore = { ...question, order: { score: "score" } };
        expect(plain(measureRanking(scored, byScore))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe("NDCG", () => {
  const rows = golden.ranking.lists.flatMap(({ relevance, score }, list) =>
    relevance.map((rel, i) => ({
      list: String(list),
      score: score[i] as number,
      rel,
      g: list === 1 ? "b" : "a",
      sex: i % 2 === 0 ? "F" : "M",
    })),
  );
  const question = {
    list: "list",
    order: { score: "score" },
    relevance: "rel",
    cohorts: [dimension(["g"]), dimension(["sex"])],
  };
  const measured = measureRanking(rows, question);
  const [first = 0, second = 0, third = 0] = golden.ranking.ndcg;

  it("agrees with scikit-learn, ties included", () => {
    expect(find(measured, "ndcg").value).toBeCloseTo((first + second + third) / 3, 12);
    expect(find(measured, "ndcg", "g=a").value).toBeCloseTo((first + third) / 2, 12);
    expect(find(measured, "ndcg", "g=b").value).toBeCloseTo(second, 12);
    expect(find(measured, "ndcg", "g=a").n).toBe(2);
  });

  it("is compared only where each list is of one cohort", () => {
    const of = (cohort: string) =>
      measured
        .filter((one) => one.cohort === cohort && one.metric.startsWith("ndcg"))
        .map(({ metric }) => metric);
    expect(of("g=a")).toEqual(["ndcg_within_list", "ndcg"]);
    expect(of("sex=F")).toEqual(["ndcg_within_list"]);
    expect(findMetric("ndcg_within_list")).toMatchObject({ compares: ["value"] });
  });

  it("leaves out lists in which nothing is relevant, where scikit-learn says 0", () => {
    const none = [...rows, { list: "z", score: 1, rel: 0, g: "b", sex: "F" }];
    expect(find(measureRanking(none, question), "ndcg", "g=b")).toMatchObject({ n: 1 });
  });
});

describe("what cannot be ranked", () => {
  it.each([
    [{ list: "nowhere" }, "config/unknown-column"],
    [{ order: { rank: "g" } }, "input/not-a-number"],
    [{ top: [0] }, "usage/top-range"],
    [{ top: [1.5] }, "usage/top-range"],
    [{ relevance: "minus" }, "input/relevance-range"],
  ])("refuses %j", (more, code) => {
    const rows = entries("ab").map((one) => ({ ...one, minus: -1 }));
    expect(() => measureRanking(rows, { ...asked, ...more })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("budgets on rankings", () => {
  // b stands last in nine lists of ten.
  const rows = Array.from({ length: 40 }, (_, i) => entries(i % 10 === 0 ? "baa" : "aab")).flatMap(
    (list, i) => list.map((one) => ({ ...one, list: String(i), decided: i % 2 })),
  );
  const judge = (budget: Partial<BudgetInput>) => {
    const input: ConfigurationInput = {
      decisions: { label: "decided", favourable: 1 },
      cohorts: { g: { by: ["g"], reference: "rest" } },
      budgets: [
        {
          id: "x",
          metric: "exposure_ratio",
          compare: "value",
          cohorts: "g",
          limit: { min: 0.9, max: 1.25 },
          severity: "warn",
          ...budget,
        },
      ],
    };
    const { cohorts: declared } = parseConfiguration(input);
    const measurements = measureRanking(rows, { ...asked, cohorts: declared });
    return audit(rows, input, { measurements });
  };

  it("judges each cohort against the others of its lists", () => {
    expect(judge({}).verdicts.map(({ cohort, verdict }) => [cohort, verdict])).toEqual([
      ["g=a", "pass"],
      ["g=b", "fail"],
    ]);
    const [, top] = judge({ metric: "top_k_share[2]", limit: { min: 0.3 } }).verdicts;
    expect(top).toMatchObject({ verdict: "fail" });
    expect(top?.sentence).toMatch(/^The share of the top 2 places of b \(g\) is/);
    expect(top?.sentence).toMatch(/with 40 lists\.$/);
  });

  it("refuses a difference of what cohorts share, and makes no disparity of it", () => {
    expect(() => judge({ compare: "difference", limit: { max: 0.1 } })).toThrow(
      expect.objectContaining({ code: "config/metric-inputs" }),
    );
    expect(judge({}).disparities.some(({ metric }) => metric === "exposure_ratio")).toBe(false);
  });
});

describeWith("data", missingSharedData, "restaurants by the ratings of others", () => {
  const read = (name: string): Record<string, string>[] => {
    const text = readFileSync(join(sharedData, "restaurant-ratings", name), "utf8");
    const [header = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
    const names = header.split(",");
    return lines.map((line) =>
      Object.fromEntries(line.split(",").map((field, i) => [names[i] as string, field])),
    );
  };

  it("agree with scikit-learn's NDCG of each budget, and do not tell the budgets apart", () => {
    const budgets = new Map(read("userprofile.csv").map((one) => [one.userID, one.budget]));
    const ratings = read("rating_final.csv");
    const sums = new Map<string, { sum: number; count: number }>();
    for (const { placeID = "", rating } of ratings) {
      const { sum, count } = sums.get(placeID) ?? { sum: 0, count: 0 };
      sums.set(placeID, { sum: sum + Number(rating), count: count + 1 });
    }
    const rows = ratings.map(({ userID, placeID = "", rating }) => {
      const { sum, count } = sums.get(placeID) as { sum: number; count: number };
      const score = count === 1 ? null : (sum - Number(rating)) / (count - 1);
      const budget = budgets.get(userID);
      return { userID, rating: Number(rating), score, budget: budget === "?" ? null : budget };
    });
    const measured = measureRanking(rows, {
      list: "userID",
      order: { score: "score" },
      relevance: "rating",
      cohorts: [dimension(["budget"])],
    });
    for (const [budget, [lists, mean]] of Object.entries(golden.restaurants)) {
      const found = find(measured, "ndcg", `budget=${budget}`, "budget");
      expect(found.n, budget).toBe(lists);
      expect(found.value).toBeCloseTo(mean, 10);
    }
    const low = find(measured, "ndcg", "budget=low", "budget");
    const medium = find(measured, "ndcg", "budget=medium", "budget");
    expect(low.interval?.upper).toBeGreaterThan(medium.interval?.lower as number);
    expect(medium.interval?.upper).toBeGreaterThan(low.interval?.lower as number);
  });
});
