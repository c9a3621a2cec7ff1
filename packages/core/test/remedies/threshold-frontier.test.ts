import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chancesUnder,
  pointWithin,
  type ScoredDecisions,
  thresholdFrontier,
} from "../../src/index.ts";
import { allChoices, CRITERIA, gapOf, LAWFUL, measureChances, people } from "./people.ts";

const ACCURACY = { kind: "accuracy" } as const;
const RATES = CRITERIA.filter((criterion) => criterion !== "equalized-odds");
const anyCriterion = fc.constantFrom(...CRITERIA);
const anyRate = fc.constantFrom(...RATES);

function frontierOf(
  decisions: ScoredDecisions,
  kind: "one" | "per-cohort" | "randomised",
  criterion: (typeof CRITERIA)[number],
) {
  return thresholdFrontier(decisions, { kind, criterion, utility: ACCURACY, lawful: LAWFUL });
}

describe("thresholdFrontier", () => {
  it("predicts what its rules do to every person", () => {
    fc.assert(
      fc.property(
        people,
        anyCriterion,
        fc.constantFrom("one" as const, "per-cohort" as const, "randomised" as const),
        (decisions, criterion, kind) => {
          for (const point of frontierOf(decisions, kind, criterion).points) {
            const done = measureChances(decisions, chancesUnder(point.rules, decisions));
            expect(point.utility).toBeCloseTo(done.utility, 12);
            expect(point.gap).toBeCloseTo(gapOf(done, criterion), 12);
            point.rates.forEach((rate, i) => {
              expect(rate.selectionRate).toBeCloseTo(done.selection[i] as number, 12);
              expect(rate.truePositiveRate).toBeCloseTo(done.tpr[i] as number, 12);
              expect(rate.falsePositiveRate).toBeCloseTo(done.fpr[i] as number, 12);
            });
          }
        },
      ),
    );
  });

  it("offers growing utility for growing gaps", () => {
    fc.assert(
      fc.property(people, anyCriterion, (decisions, criterion) => {
        for (const kind of ["one", "per-cohort", "randomised"] as const) {
          const { points } = frontierOf(decisions, kind, criterion);
          points.slice(1).forEach((point, i) => {
            expect(point.gap).toBeGreaterThan(points[i]?.gap as number);
            expect(point.utility).toBeGreaterThan(points[i]?.utility as number);
          });
        }
      }),
    );
  });

  it("with one threshold finds what trying each finds", () => {
    fc.assert(
      fc.property(people, anyCriterion, (decisions, criterion) => {
        const tried = allCommon(decisions).map((chances) => measureChances(decisions, chances));
        for (const point of frontierOf(decisions, "one", criterion).points) {
          const within = tried.filter((done) => gapOf(done, criterion) <= point.gap + 1e-12);
          expect(point.utility).toBeCloseTo(Math.max(...within.map(({ utility }) => utility)), 12);
        }
      }),
    );
  });

  it("with a threshold a cohort finds what trying all combinations finds", () => {
    fc.assert(
      fc.property(people, anyRate, (decisions, criterion) => {
        const tried = allChoices(decisions).map((chances) => measureChances(decisions, chances));
        for (const point of frontierOf(decisions, "per-cohort", criterion).points) {
          const within = tried.filter((done) => gapOf(done, criterion) <= point.gap + 1e-12);
          expect(point.utility).toBeCloseTo(Math.max(...within.map(({ utility }) => utility)), 12);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("randomised, is beaten by no combination of thresholds and by no mixture of two", () => {
    fc.assert(
      fc.property(people, anyRate, fc.nat(), fc.nat(), (decisions, criterion, first, second) => {
        const frontier = frontierOf(decisions, "randomised", criterion);
        const choices = allChoices(decisions);
        const one = choices[first % choices.length] as number[];
        const two = choices[second % choices.length] as number[];
        for (const share of [0, 0.3, 0.5, 1]) {
          const mixed = one.map((chance, row) => chance + share * ((two[row] as number) - chance));
          const done = measureChances(decisions, mixed);
          const within = pointWithin(frontier, gapOf(done, criterion));
          expect(within.utility).toBeGreaterThanOrEqual(done.utility - 1e-9);
        }
      }),
    );
  });

  it("randomised, is beaten by no common range of rates", () => {
    fc.assert(
      fc.property(people, anyRate, fc.nat(10), (decisions, criterion, tenths) => {
        const frontier = frontierOf(decisions, "randomised", criterion);
        const width = tenths / 10;
        const within = pointWithin(frontier, width);
        expect(within.gap).toBeLessThanOrEqual(width + 1e-12);
        expect(within.utility).toBeGreaterThanOrEqual(
          bestInRanges(decisions, criterion, width) - 1e-9,
        );
      }),
    );
  });

  it("for equalized odds, is beaten by no mixture of two combinations", () => {
    fc.assert(
      fc.property(people, fc.nat(), fc.nat(), (decisions, first, second) => {
        const { points } = frontierOf(decisions, "randomised", "equalized-odds");
        const choices = allChoices(decisions);
        const one = choices[first % choices.length] as number[];
        const two = choices[second % choices.length] as number[];
        for (const share of [0, 0.25, 0.5, 0.8]) {
          const mixed = one.map((chance, row) => chance + share * ((two[row] as number) - chance));
          const done = measureChances(decisions, mixed);
          const gap = gapOf(done, "equalized-odds");
          // The frontier is concave between the points that were found.
          const next = points.find((point) => point.gap >= gap - 1e-12) ?? points.at(-1);
          expect(next?.utility).toBeGreaterThanOrEqual(done.utility - 1e-8);
        }
      }),
    );
  });

  it("reaches equalized odds without any gap", () => {
    fc.assert(
      fc.property(people, (decisions) => {
        const [point] = frontierOf(decisions, "randomised", "equalized-odds").points;
        expect(point?.gap).toBeLessThan(1e-12);
      }),
    );
  });

  it("counts weights as people", () => {
    fc.assert(
      fc.property(
        people,
        fc.infiniteStream(fc.nat(3)),
        anyCriterion,
        (decisions, weights, criterion) => {
          const counts = Array.from(decisions.scores, (_, row) =>
            // Both outcomes of every cohort stay.
            row < 2 * decisions.names.length ? 1 : (weights.next().value as number),
          );
          const repeat = (values: ArrayLike<number>) =>
            counts.flatMap((count, row) => new Array<number>(count).fill(values[row] as number));
          const repeated = {
            ...decisions,
            scores: repeat(decisions.scores),
            labels: repeat(decisions.labels),
            cohorts: repeat(decisions.cohorts),
          };
          const weighted = frontierOf({ ...decisions, weights: counts }, "randomised", criterion);
          expect(weighted.points).toEqual(frontierOf(repeated, "randomised", criterion).points);
        },
      ),
    );
  });
});

/** One threshold for everyone, each in turn. */
function allCommon({ scores, favourableWhen }: ScoredDecisions): number[][] {
  return [-1, 9, ...Array.from(scores)].map((cut) =>
    Array.from(scores, (score) => Number(favourableWhen === "below" ? score < cut : score >= cut)),
  );
}

/** The best utility with all rates in one of many ranges of a width, by the best mixture of any two thresholds. */
function bestInRanges(
  decisions: ScoredDecisions,
  criterion: (typeof RATES)[number],
  width: number,
): number {
  const curves = decisions.names.map((_, cohort) => {
    const rows = Array.from(decisions.scores, (_, row) => row).filter(
      (row) => decisions.cohorts[row] === cohort,
    );
    const own: ScoredDecisions = {
      ...decisions,
      scores: rows.map((row) => decisions.scores[row] as number),
      labels: rows.map((row) => decisions.labels[row] as number),
      cohorts: rows.map(() => 0),
      names: ["own"],
    };
    return allChoices(own).map((chances) => {
      const done = measureChances(own, chances);
      const rates = { "demographic-parity": done.selection, "equal-opportunity": done.tpr };
      const [x] = criterion === "false-positive-parity" ? done.fpr : rates[criterion];
      return { x: x as number, y: done.utility * rows.length };
    });
  });
  let best = 0;
  for (let step = 0; step <= 40; step++) {
    const from = step / 40;
    const worth = curves.reduce(
      (sum, points) => sum + bestBetween(points, from, Math.min(1, from + width)),
      0,
    );
    best = Math.max(best, worth / decisions.scores.length);
  }
  return best;
}

function bestBetween(points: readonly { x: number; y: number }[], from: number, to: number) {
  let best = Number.NEGATIVE_INFINITY;
  for (const a of points) {
    for (const b of points) {
      for (const x of [a.x, from, to]) {
        if (x < from || x > to || x < a.x || x > b.x) continue;
        const along = a.x === b.x ? 0 : (x - a.x) / (b.x - a.x);
        best = Math.max(best, a.y + along * (b.y - a.y));
      }
    }
  }
  return best;
}
