import { countCohorts } from "../cells/cohort-counts.ts";
import { rowsOfCohorts } from "../cells/cohort-rows.ts";
import { type AuditQuestion, completeQuestion } from "../document/question.ts";
import type { Compare } from "../metrics/measurement.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { type Candidate, cellsOfCandidate, readCandidates } from "./candidates.ts";
import { pairCohorts } from "./cohort-pairs.ts";
import { type GapShare, measurePart } from "./gap-share.ts";
import { countPairs, partsOfStates, ratesOfPairs } from "./paired-rates.ts";
import {
  requireCandidate,
  requireConfidence,
  requireDimension,
  requireRate,
} from "./requirements.ts";

/** By what candidates are compared. */
export interface ComparisonOptions {
  /** A rate, such as `selection_rate`. */
  readonly metric: string;
  /** Name of a dimension of the configuration. */
  readonly dimension: string;
  /** Default `difference`. */
  readonly compare?: Compare;
  /** Name of the candidate that the others are held against; default the first. */
  readonly incumbent?: string;
  /** Default 0.95. */
  readonly confidence?: number;
}

export interface CandidateComparison {
  readonly metric: string;
  readonly dimension: string;
  readonly compare: Compare;
  readonly incumbent: string;
  /** Rows that every candidate has decided, and the others. */
  readonly people: number;
  readonly leftOut: number;
  /** Changes in the list: `simultaneous` intervals hold all at once (Bonferroni). */
  readonly comparisons: number;
  readonly changes: readonly DisparityChange[];
}

/** How much a disparity changes from the incumbent to a candidate, over the same people. */
export interface DisparityChange {
  readonly candidate: string;
  readonly cohort: string;
  readonly reference: string;
  /** The disparity under the incumbent and under the candidate. */
  readonly before: number;
  readonly after: number;
  /** after − before, or after ÷ before for a ratio; toward 0 or 1 is not the same as downward. */
  readonly change: GapShare;
  /** The interval at 1 − α/comparisons. */
  readonly simultaneous: GapShare["interval"];
}

/**
 * Compares the disparities of two or more candidate models on the same people. As each person is decided
 * by both, what the two models share cancels out, so that the interval of the change is narrower than
 * two intervals side by side suggest.
 *
 * With d the disparity, the change is d(candidate) − d(incumbent), or the quotient for a ratio. Its
 * interval is by the delta method over the joint decisions of both models, with half a person added to
 * each combination (Agresti & Min 2005 for one cohort). Cohorts that share nobody are independent. With
 * the reference `highest` it is the incumbent's highest for all candidates. Rows that some candidate
 * has not decided are left out; so are changes where a rate counts nobody or a ratio is 0 or to 0.
 *
 * @param input a table, row objects, columns, or a data frame
 * @param question a configuration; its own prediction is not used
 * @throws EvenhandError `usage/candidates`, `usage/unknown-candidate`, `usage/unknown-dimension`,
 *   `usage/shared-subjects`, `usage/confidence`, `config/…`, `input/…`
 * @example
 * compareCandidates(people, configuration, [
 *   { name: "in use", prediction: "model_a" },
 *   { name: "new", prediction: "model_b" },
 * ], { metric: "selection_rate", dimension: "sex" }).changes[0]?.change.interval;
 */
export function compareCandidates(
  input: TableInput,
  question: AuditQuestion,
  candidates: readonly Candidate[],
  options: ComparisonOptions,
): CandidateComparison {
  const { compare = "difference", confidence = 0.95 } = options;
  requireConfidence(confidence);
  const metric = requireRate(options.metric);
  const whole = tableFrom(input);
  const configuration = completeQuestion(question, whole);
  const dimension = requireDimension(configuration, options.dimension);
  const people = readCandidates(whole, configuration, candidates);
  const incumbent = requireCandidate(candidates, options.incumbent);
  const cells = cellsOfCandidate(people, candidates[incumbent] as Candidate);
  const pairs = pairCohorts(metric, countCohorts(cells, dimension));
  const rowsOf = new Map(
    rowsOfCohorts(people.table, dimension).map(({ cohort, listRows }) => [cohort.id, listRows]),
  );
  const parts = partsOfStates(metric);
  const others = [...candidates.keys()].filter((at) => at !== incumbent);
  const comparisons = others.length * pairs.length;
  const changes = others.flatMap((candidate) =>
    pairs.flatMap(({ cohort, reference }): DisparityChange[] => {
      const sides = [cohort, reference].map((id) =>
        countPairs(people, rowsOf.get(id)?.() ?? new Uint32Array(), parts, [incumbent, candidate]),
      ) as [Side, Side];
      const [own, other] = sides.map(({ weights }) => ratesOfPairs(weights)) as [Rates, Rates];
      const [before, after] = [0, 1].map((k) =>
        compare === "difference"
          ? (own[k] as number) - (other[k] as number)
          : (own[k] as number) / (other[k] as number),
      ) as [number, number];
      const isUsable = (value: number): boolean =>
        Number.isFinite(value) && (compare === "difference" || value > 0);
      if (!isUsable(before) || !isUsable(after)) return [];
      const measure = (level: number): GapShare => measureChange(compare, sides, level);
      return [
        {
          candidate: (candidates[candidate] as Candidate).name,
          cohort,
          reference,
          before,
          after,
          change: measure(confidence),
          simultaneous: measure(1 - (1 - confidence) / comparisons).interval,
        },
      ];
    }),
  );
  return {
    metric: metric.name,
    dimension: dimension.name,
    compare,
    incumbent: (candidates[incumbent] as Candidate).name,
    people: people.table.rows,
    leftOut: people.leftOut,
    comparisons,
    changes,
  };
}

type Side = ReturnType<typeof countPairs>;
type Rates = ReturnType<typeof ratesOfPairs>;

/** Of a ratio on the scale of its logarithm. */
function measureChange(
  compare: Compare,
  sides: readonly [Side, Side],
  confidence: number,
): GapShare {
  const to = compare === "difference" ? (rate: number): number => rate : Math.log;
  const changeOf = (weights: Float64Array): number => {
    const [first, second] = ratesOfPairs(weights);
    return to(second) - to(first);
  };
  const { value, interval } = measurePart(
    (own, other) => changeOf(own) - changeOf(other),
    sides,
    confidence,
  );
  if (compare === "difference") return { value, interval };
  return {
    value: Math.exp(value),
    interval:
      interval === null
        ? null
        : {
            ...interval,
            lower: Math.exp(interval.lower),
            upper: Math.exp(interval.upper as number),
          },
  };
}
