import type { AuditDocument } from "@evenhand/core";

/** How a kind of interval is made, in words. */
export interface IntervalWords {
  readonly term: string;
  readonly words: string;
  /** Empty where words say it all. */
  readonly formula: string;
}

const DISTANCE =
  "Down: as far as chance alone could have carried two samples of one population, and its own scatter. Up: its scatter alone. So it reaches 0 where the two may be alike.";

/** In the order of the report. A method made several at once adds `-simultaneous` to its name. */
const INTERVALS: readonly (IntervalWords & { readonly methods: readonly string[] })[] = [
  {
    methods: ["mid-p"],
    term: "Interval of a rate: mid-p",
    words:
      "All rates under which a count this extreme is not too unlikely, the count itself taken half. It stays inside 0 to 1 and does not shrink to nothing at 0 or at n.",
    formula: "P(X > x) + ½·P(X = x) ≥ α/2  and  P(X < x) + ½·P(X = x) ≥ α/2",
  },
  {
    methods: ["joint-mid-p"],
    term: "Interval of a difference or a ratio of rates: joint mid-p",
    words:
      "All differences (or ratios) of two rates that together are not too far from the counts. It stays wide where a rate is close to zero.",
    formula:
      "p₁ − p₂ (or p₁ ÷ p₂) with z₁² + z₂² ≤ z²,  zᵢ = normal deviate of the mid-p tail of pᵢ",
  },
  {
    methods: ["stratified-score"],
    term: "Interval within strata: stratified score",
    words:
      "Like is compared with like in each stratum and combined by how much a stratum can tell (Mantel–Haenszel weights, n₁n₂ ÷ (n₁ + n₂)); all values that the score statistic of Miettinen and Nurminen does not exclude. Strata that disagree widen it.",
    formula: "",
  },
  {
    methods: ["mover", "mover-ratio"],
    term: "Interval of a difference, a mean or a ratio of other values: MOVER",
    words: "Made from the limits of the two values themselves, which are independent.",
    formula: "d ± √(e₁² + e₂²),  eᵢ = distance of value i from its own limit on that side",
  },
  {
    methods: ["mid-p-transformed"],
    term: "Interval of an F1 score or a ratio of errors: mid-p, transformed",
    words: "Both are increasing functions of one share; its mid-p limits are carried over.",
    formula: "",
  },
  {
    methods: ["bonett-price"],
    term: "Interval of conditional acceptance and rejection: Bonett and Price",
    words:
      "A ratio of two counts of the same people, from Wilson's limits of each at a level that allows for their dependence.",
    formula: "",
  },
  {
    methods: ["student", "student-logit", "wilson-bound"],
    term: "Interval of a mean: Student's t",
    words:
      "Of a number from 0 to 1, such as the Brier score, on the logit scale; where the sample shows no scatter, Wilson's limits stand in.",
    formula: "",
  },
  {
    methods: ["delong-logit", "newcombe-auc"],
    term: "Interval of an area under the ROC curve: DeLong",
    words:
      "DeLong's standard error on the logit scale; where everybody is placed alike, Newcombe's score interval, which stays wide.",
    formula: "",
  },
  {
    methods: ["wilson-residual"],
    term: "Interval of a calibration gap: Wilson, of residuals",
    words:
      "Wilson's limits of the observed rate, narrowed by as much of the chance as the scores explain.",
    formula: "",
  },
  {
    methods: ["folded-residuals"],
    term: "Interval of an expected calibration error: folded residuals",
    words:
      "All true errors that the measured one does not exclude. Chance alone makes the measured one larger, so it is not in the middle of the interval.",
    formula: "",
  },
  {
    methods: ["two-sample-dkw", "chi-squared-norm", "norm-concentration"],
    term: "Interval of a distance of scores",
    words: DISTANCE,
    formula: "",
  },
];

const SIMULTANEOUS = "-simultaneous";

const AT_ONCE: IntervalWords = {
  term: "Intervals made several at once",
  words:
    "Where several comparisons decide one value, as with the highest of several cohorts or the worst of several rates, each is made so that all hold together (Bonferroni), and the limits are those of the value they decide.",
  formula: "each at 1 − α/k",
};

/** How the intervals of an audit were made; those made elsewhere go by the name of their method. */
export function describeIntervals(audit: AuditDocument): readonly IntervalWords[] {
  const shown = [
    audit.measurements,
    audit.disparities,
    audit.verdicts,
    audit.ratchet?.growth ?? [],
  ];
  const methods = new Set(
    shown.flat().flatMap(({ interval }) => (interval === null ? [] : [interval.method])),
  );
  const bases = new Set([...methods].map((method) => method.replace(SIMULTANEOUS, "")));
  const known = INTERVALS.filter((one) => one.methods.some((method) => bases.has(method)));
  const named = new Set(INTERVALS.flatMap((one) => one.methods));
  const others = [...bases].filter((method) => !named.has(method));
  return [
    ...known,
    ...([...methods].some((method) => method.endsWith(SIMULTANEOUS)) ? [AT_ONCE] : []),
    ...(others.length === 0
      ? []
      : [
          {
            term: "Other intervals",
            words: `The audit names their methods: ${others.join(", ")}.`,
            formula: "",
          },
        ]),
  ];
}
