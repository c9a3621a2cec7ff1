import { describe, expect, it } from "vitest";
import { describeWith } from "../../../../../test/optional-suite.ts";
import { missingSharedData } from "../../../../../test/shared-data.ts";
import {
  areaBetweenRocCurves,
  audit,
  crossAuc,
  jensenShannonDistance,
  kolmogorovSmirnov,
  reliabilityCurve,
  type ScoredPeople,
  wassersteinDistance,
} from "../../../src/index.ts";
import { measureAuc } from "../../../src/metrics/scores/auc.ts";
import { sortPeople, splitByLabel } from "../../../src/metrics/scores/score-sample.ts";
import { readGolden } from "../../golden/read-golden.ts";
import { readCompas } from "../../shared-data.ts";

type Numbers = Readonly<Record<string, number>>;

interface Side {
  readonly labels: readonly number[];
  readonly scores: readonly number[];
  readonly weights: readonly number[];
  readonly values: Numbers & { readonly reliability: readonly [number, number][] };
  readonly weighted: Numbers;
}

interface Golden {
  readonly synthetic: readonly {
    readonly sides: readonly [Side, Side];
    readonly values: Numbers;
  }[];
  readonly compas: {
    readonly cohorts: Readonly<Record<string, Numbers>>;
    readonly "African-American against Caucasian": Numbers;
  };
}

const { synthetic, compas } = readGolden<Golden>("scores");

function expectNear(found: number | null | undefined, wanted: number | undefined): void {
  expect(typeof found).toBe("number");
  expect(Math.abs((found as number) - (wanted as number))).toBeLessThanOrEqual(1e-10);
}

function aucOf(people: ScoredPeople) {
  const { positives, negatives } = splitByLabel(sortPeople(people));
  return measureAuc(positives, negatives);
}

function expectDistances(first: ScoredPeople, second: ScoredPeople, wanted: Numbers): void {
  expectNear(kolmogorovSmirnov(first, second), wanted.ks);
  expectNear(wassersteinDistance(first, second), wanted.wasserstein);
  expectNear(jensenShannonDistance(first, second), wanted.js);
  expectNear(areaBetweenRocCurves(first, second), wanted.abroca);
  expectNear(crossAuc(first, second)?.first.value, wanted.first);
  expectNear(crossAuc(first, second)?.second.value, wanted.second);
}

describe("scores agree with scikit-learn and scipy to 1e-10", () => {
  const sides = synthetic.flatMap(({ sides: both }, pair) =>
    both.map((side, i) => [`${pair}.${i}`, side] as const),
  );

  it.each(sides)("each sample on its own: %s", (_, { labels, scores, values }) => {
    const rows = { g: scores.map(() => "a"), y: labels, s: scores };
    const { measurements } = audit(rows, {
      decisions: { label: "y", favourable: 1, score: "s" },
      cohorts: { g: { by: ["g"] } },
    });
    for (const metric of [
      "mean_score",
      "roc_auc",
      "brier_score",
      "calibration_gap",
      "expected_calibration_error",
    ]) {
      const found = measurements.find((one) => one.metric === metric && one.cohort === "g=a");
      expectNear(found?.value, values[metric]);
    }
    expectNear(aucOf({ scores, labels })?.standardError, values.delong);
    const curve = reliabilityCurve({ scores, labels });
    expect(curve).toHaveLength(values.reliability.length);
    curve.forEach(({ meanScore, observedRate }, i) => {
      expectNear(meanScore, values.reliability[i]?.[0]);
      expectNear(observedRate, values.reliability[i]?.[1]);
    });
  });

  it.each(sides)("with sampling weights: %s", (_, { labels, scores, weights, weighted }) => {
    const auc = aucOf({ scores, labels, weights: { kind: "sampling", values: weights } });
    expectNear(auc?.value, weighted.roc_auc);
    expectNear(auc?.standardError, weighted.delong);
    const rows = { g: scores.map(() => "a"), y: labels, s: scores, w: weights };
    const { measurements } = audit(rows, {
      decisions: {
        label: "y",
        favourable: 1,
        score: "s",
        weight: { column: "w", kind: "sampling" },
      },
      cohorts: { g: { by: ["g"] } },
    });
    for (const metric of ["mean_score", "roc_auc", "brier_score"]) {
      const found = measurements.find((one) => one.metric === metric && one.cohort === "all");
      expectNear(found?.value, weighted[metric]);
    }
  });

  it.each(synthetic.map((pair, i) => [i, pair] as const))("two samples: %i", (_, pair) => {
    const [first, second] = pair.sides;
    const plain = ({ scores, labels }: Side): ScoredPeople => ({ scores, labels });
    expectDistances(plain(first), plain(second), pair.values);
    const weigh = ({ scores, weights }: Side): ScoredPeople => ({
      scores,
      weights: { kind: "sampling", values: weights },
    });
    expectNear(wassersteinDistance(weigh(first), weigh(second)), pair.values.wassersteinWeighted);
  });
});

const NAME = "scores of COMPAS agree with scikit-learn and scipy to 1e-10";

describeWith("data", missingSharedData, NAME, () => {
  const people = readCompas();
  const document = audit(people, {
    decisions: {
      label: "two_year_recid",
      favourable: "0",
      score: "decile_score",
      prediction: { score: true, threshold: 5, favourableWhen: "below" },
    },
    cohorts: { race: { by: ["race"], reference: "Caucasian" } },
  });

  it.each(Object.entries(compas.cohorts))("%s", (race, wanted) => {
    for (const metric of ["mean_score", "roc_auc"]) {
      const found = document.measurements.find(
        (one) => one.metric === metric && one.cohort === `race=${race}`,
      );
      expectNear(found?.value, wanted[metric]);
    }
  });

  it("between two cohorts", () => {
    const column = (name: string) => {
      const found = people.columns.get(name);
      if (found?.kind !== "category") throw new Error(`${name} is no text`);
      return Array.from(found.codes, (code) => found.levels[code] as string);
    };
    const race = column("race");
    const pick = (wanted: string): ScoredPeople => {
      const rows = race.flatMap((name, row) => (name === wanted ? [row] : []));
      const [scores, labels] = [column("decile_score"), column("two_year_recid")];
      return {
        scores: rows.map((row) => Number(scores[row])),
        labels: rows.map((row) => Number(labels[row])),
      };
    };
    const wanted = compas["African-American against Caucasian"];
    expectDistances(pick("African-American"), pick("Caucasian"), wanted);
  });
});
