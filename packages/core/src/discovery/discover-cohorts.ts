import { cohortId } from "../cohorts/cohort-id.ts";
import { EvenhandError, shown } from "../errors.ts";
import type { RateMetric } from "../metrics/metric.ts";
import { requireMetric } from "../metrics/registry.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { type CodedAttribute, codeSamples } from "./code-rows.ts";
import { confirmCandidates, countAll, describeGap } from "./confirm.ts";
import { countConjunctions } from "./count-conjunctions.ts";
import type {
  CompleteQuestion,
  ConfirmedGap,
  DiscoveredCohort,
  Discovery,
  DiscoveryQuestion,
} from "./question.ts";
import { type Ranked, rankConjunctions } from "./rank.ts";

/**
 * Searches all cohorts of up to three attributes for those whose rate lies farthest from that of
 * everyone else, and tests the best on rows that took no part in the search. A finding is a lead to
 * look into: it is outside every budget, since a limit must be declared before the numbers are known.
 *
 * Rows that the metric does not count (a false negative rate counts only favourable labels) are left
 * out, and rows count once, whatever their weight. A row whose attribute is unknown is in no cohort
 * of that attribute and among everyone else.
 *
 * @param input a table, row objects, columns, or a data frame
 * @returns at most `candidates` cohorts, confirmed ones first, each group by `score`; none where too
 *   few rows are counted. Confirmed: the same direction on the rows kept apart, and a
 *   Benjamini–Hochberg adjusted p-value of at most `fdr`
 * @throws EvenhandError `config/unknown-metric`, `config/no-rate`, `config/discovery-range`,
 *   `config/missing-key`, `config/unknown-column`, `config/unknown-favourable`,
 *   `config/too-many-levels`, `input/…` for the data
 * @example
 * const { cohorts } = discoverCohorts(people, {
 *   attributes: ["sex", "race", { column: "age", quantiles: 4 }],
 *   label: "repaid", prediction: "granted", favourable: [1], metric: "false_negative_rate",
 * });
 * cohorts.filter(({ isConfirmed }) => isConfirmed).map(({ cohort }) => cohort);
 */
export function discoverCohorts(input: TableInput, question: DiscoveryQuestion): Discovery {
  const complete = completeDiscovery(question);
  const metric = requireRate(complete.metric);
  const { searched, heldOut } = codeSamples(tableFrom(input), complete, metric);
  const { depth, minimumSupport, fdr, candidates } = complete;
  const conjunctions = countConjunctions(searched, depth, minimumSupport);
  const ranked = rankConjunctions(conjunctions, countAll(searched), fdr, candidates);
  const confirmed = confirmCandidates(ranked, heldOut);
  const cohorts = ranked.map((each, i) =>
    describe(each, searched.attributes, confirmed[i] as ConfirmedGap | null, fdr),
  );
  return {
    metric: metric.name,
    compared: conjunctions.length,
    searched: searched.rows,
    heldOut: heldOut.rows,
    // Stable: within each group the order of the scores stays.
    cohorts: cohorts.sort((a, b) => Number(b.isConfirmed) - Number(a.isConfirmed)),
  };
}

function describe(
  { conjunction, direction, rest, score }: Ranked,
  all: readonly CodedAttribute[],
  heldOut: ConfirmedGap | null,
  fdr: number,
): DiscoveredCohort {
  const attributes = conjunction.attributes.map((at) => all[at] as CodedAttribute);
  const by = attributes.map(({ column }) => column);
  const levels = attributes.map(
    (attribute, i) => attribute.levels[conjunction.levels[i] as number] as string,
  );
  const bands = Object.fromEntries(
    attributes.flatMap((attribute) =>
      attribute.bands === null ? [] : [[attribute.column, attribute.bands]],
    ),
  );
  const isSameWay = heldOut !== null && heldOut.gap > 0 === (direction === "above");
  return {
    cohort: cohortId(by, levels, bands),
    by,
    levels,
    direction,
    score,
    searched: describeGap(conjunction.own, rest),
    heldOut,
    isConfirmed: isSameWay && heldOut.gap !== 0 && heldOut.adjustedP <= fdr,
  };
}

function requireRate(name: string): RateMetric {
  const metric = requireMetric(name, "metric");
  if (metric.kind === "rate") return metric;
  throw new EvenhandError({
    code: "config/no-rate",
    path: "metric",
    problem: "cohorts are searched by a rate",
    expected: "a share of decisions, such as false_negative_rate",
    received: shown(name),
  });
}

function completeDiscovery(question: DiscoveryQuestion): CompleteQuestion {
  const complete = {
    depth: 3,
    minimumSupport: 50,
    holdoutShare: 0.3,
    seed: 1,
    fdr: 0.05,
    candidates: 20,
    ...question,
  };
  const isWhole = (value: number, from: number): boolean =>
    Number.isInteger(value) && value >= from;
  const isBetween = (value: number): boolean => value > 0 && value < 1;
  const { depth, minimumSupport, holdoutShare, seed, fdr, candidates, attributes } = complete;
  requireRange("depth", depth, isWhole(depth, 1) && depth <= 3, "1, 2 or 3");
  requireRange(
    "minimumSupport",
    minimumSupport,
    isWhole(minimumSupport, 1),
    "a whole number, 1 or more",
  );
  requireRange("holdoutShare", holdoutShare, isBetween(holdoutShare), "between 0 and 1");
  requireRange("seed", seed, Number.isInteger(seed), "a whole number");
  requireRange("fdr", fdr, isBetween(fdr), "between 0 and 1");
  requireRange("candidates", candidates, isWhole(candidates, 1), "a whole number, 1 or more");
  requireRange("attributes", attributes.length, attributes.length > 0, "at least one column");
  attributes.forEach((attribute, i) => {
    if (typeof attribute === "string" || !("quantiles" in attribute)) return;
    const { quantiles } = attribute;
    requireRange(
      `attributes[${i}].quantiles`,
      quantiles,
      isWhole(quantiles, 2),
      "a whole number, 2 or more",
    );
  });
  return complete;
}

function requireRange(path: string, value: number, isInRange: boolean, expected: string): void {
  if (isInRange) return;
  throw new EvenhandError({
    code: "config/discovery-range",
    path,
    problem: "this setting of the search is out of range",
    expected,
    received: shown(value),
  });
}
