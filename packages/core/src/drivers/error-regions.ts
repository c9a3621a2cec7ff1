import { discoverCohorts } from "../discovery/discover-cohorts.ts";
import type { DiscoveredCohort, DiscoveryQuestion } from "../discovery/question.ts";
import type { TableInput } from "../table/intake.ts";

/** Kinds of error that are looked for: each is a rate of the registry, and who could suffer it. */
const KINDS = {
  refusal: "false_negative_rate",
  grant: "false_positive_rate",
} as const;

export type ErrorKind = keyof typeof KINDS;

/** Where to look: as `discoverCohorts`, without a metric. */
export type ErrorQuestion = Omit<DiscoveryQuestion, "metric" | "label" | "prediction"> & {
  readonly label: string;
  readonly prediction: string;
};

export interface ErrorRegions {
  /** Cohorts in which errors are more frequent than elsewhere, largest share of their kind's errors beyond its size first. */
  readonly regions: readonly ErrorRegion[];
  /** Conjunctions that were compared, over both kinds. */
  readonly compared: number;
}

/** A cohort or region of features where errors concentrate, confirmed on rows that took no part in the search. */
export interface ErrorRegion {
  /** `refusal`: refused against a favourable outcome. `grant`: granted against another one. */
  readonly kind: ErrorKind;
  readonly cohort: string;
  /** Share of the errors of this kind that fall on it, and of the people that could suffer one; on the rows kept apart. */
  readonly errorShare: number;
  readonly peopleShare: number;
  readonly found: DiscoveredCohort;
}

/**
 * Finds the cohorts and feature regions where errors concentrate, by `discoverCohorts` on the rate of
 * each kind of error; attributes may be any features, in bands. It adds to that search both kinds at
 * once, at half the false discovery rate each, only what is worse than elsewhere and confirmed, and
 * how much of all errors falls on how many people.
 *
 * @param input a table, row objects, columns, or a data frame
 * @returns overlapping regions stay beside each other
 * @throws EvenhandError as `discoverCohorts`
 * @example
 * findErrorRegions(people, {
 *   attributes: ["job", { column: "age", quantiles: 4 }],
 *   label: "repaid", prediction: "granted", favourable: [1],
 * }).regions.map(({ kind, cohort, errorShare }) => `${kind} ${cohort} ${errorShare}`);
 */
export function findErrorRegions(input: TableInput, question: ErrorQuestion): ErrorRegions {
  const { fdr = 0.05 } = question;
  const kinds = Object.keys(KINDS) as ErrorKind[];
  const found = kinds.map((kind) => ({
    kind,
    discovery: discoverCohorts(input, {
      ...question,
      metric: KINDS[kind],
      fdr: fdr / kinds.length,
    }),
  }));
  const regions = found.flatMap(({ kind, discovery }) =>
    discovery.cohorts.flatMap((one): ErrorRegion[] => {
      const { heldOut } = one;
      if (!one.isConfirmed || one.direction !== "above" || heldOut === null) return [];
      const { rate, n, restRate, nRest } = heldOut;
      const errorShare = (rate * n) / (rate * n + restRate * nRest);
      const peopleShare = n / (n + nRest);
      return [{ kind, cohort: one.cohort, errorShare, peopleShare, found: one }];
    }),
  );
  const beyond = (one: ErrorRegion): number => one.errorShare - one.peopleShare;
  return {
    regions: regions.sort((a, b) => beyond(b) - beyond(a)),
    compared: found.reduce((sum, { discovery }) => sum + discovery.compared, 0),
  };
}
