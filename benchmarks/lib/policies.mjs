// The policies whose operating characteristics are simulated, and the truths they meet.
import { parseConfiguration } from "../../packages/core/dist/index.js";

const fourFifths = {
  metric: "selection_rate",
  compare: "ratio",
  limit: { min: 0.8, max: 1.25 },
  onInconclusive: "warn",
};

export const POLICIES = [
  {
    name: "four-fifths",
    title: "Ratio of selection rates 0.8 to 1.25, declared reference",
    budget: fourFifths,
  },
  {
    name: "four-fifths-block",
    title: "The same, an open question blocks",
    budget: { ...fourFifths, onInconclusive: "block" },
    // Its verdicts are those of another policy; only the exit code differs.
    verdictsOf: "four-fifths",
  },
  {
    name: "difference",
    title: "Difference of selection rates −0.1 to 0.1",
    budget: { ...fourFifths, compare: "difference", limit: { min: -0.1, max: 0.1 } },
  },
  {
    name: "false-negative-difference",
    title: "Difference of false-negative rates −0.1 to 0.1",
    budget: {
      ...fourFifths,
      metric: "false_negative_rate",
      compare: "difference",
      limit: { min: -0.1, max: 0.1 },
    },
  },
  {
    name: "highest",
    title: "Ratio to the highest selection rate at least 0.8",
    reference: "highest",
    budget: { ...fourFifths, limit: { min: 0.8 } },
  },
  {
    name: "four-fifths-90",
    title: "Ratio of selection rates 0.8 to 1.25 at confidence 0.9",
    evidence: { confidence: 0.9 },
    budget: fourFifths,
  },
];

/** The configuration of a policy, as a team would write it. */
export function configurationOf({ reference = "g0", evidence = {}, budget }, clusters) {
  return parseConfiguration({
    decisions: {
      label: "y",
      favourable: 1,
      prediction: "p",
      ...(clusters === null ? {} : { clusterBy: "subject" }),
    },
    cohorts: { groups: { by: ["g"], reference } },
    evidence,
    budgets: [{ id: "budget", cohorts: "groups", severity: "error", ...budget }],
  });
}

/** People of each cohort, the reference first, for a mean size of n; and how decisions repeat. */
export const STRUCTURES = [
  { name: "pair", title: "2 cohorts", shares: [1, 1], clusters: null },
  {
    name: "ten",
    title: "10 unequal cohorts",
    shares: [3, 1.8, 1.3, 1, 0.8, 0.7, 0.5, 0.4, 0.3, 0.2],
    clusters: null,
  },
  {
    name: "clustered-.1",
    title: "2, correlation 0.1",
    shares: [1, 1],
    clusters: { each: 5, correlation: 0.1 },
  },
  {
    name: "clustered-.3",
    title: "2, correlation 0.3",
    shares: [1, 1],
    clusters: { each: 5, correlation: 0.3 },
  },
];

export const SIZES = [50, 100, 200, 500, 1000, 2000];
export const RATIOS = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
/** The one of them that is on the limit of every policy. */
export const LIMIT_RATIO = 0.8;
/** Of the reference, where the truth lies on the limit. */
export const LIMIT_RATES = [0.5, 0.2, 0.05];
export const REFERENCE_RATE = 0.5;
const LABEL_SHARE = 0.5;

/**
 * The rate of every other cohort. At a reference rate of 0.5 a ratio r is a difference of (r − 1)/2, so 0.8 lies on
 * the limit of every policy; false-negative rates are worse by the same difference.
 */
export function rateAt({ budget }, referenceRate, ratio) {
  if (budget.compare === "ratio") return referenceRate * ratio;
  const gap = (1 - ratio) / 2;
  if (budget.metric === "false_negative_rate") return referenceRate + gap;
  // Down to the lower limit, or up to the upper one where there is no room below.
  return referenceRate > gap ? referenceRate - gap : referenceRate + gap;
}

/** Cohorts with their sizes and true rates. */
export function cohortsOf({ budget }, { shares }, meanSize, referenceRate, rate) {
  return shares.map((share, i) => {
    const value = i === 0 ? referenceRate : rate;
    const selected = budget.metric === "false_negative_rate" ? 1 - value : value;
    return {
      size: Math.round(meanSize * share),
      rates: { base: LABEL_SHARE, selected: [selected, selected] },
    };
  });
}

/** What the true ratios are called where differences are compared. */
export function truthTitle({ budget }) {
  return budget.compare === "ratio" ? "true ratio" : "true difference";
}

/** The true difference as the cohort's rate less the reference's. */
export function truthText({ budget }, ratio) {
  if (budget.compare === "ratio") return String(ratio);
  const sign = budget.metric === "false_negative_rate" ? 1 : -1;
  const gap = Number(((1 - ratio) / 2).toFixed(3));
  return gap === 0 ? "0" : `${sign < 0 ? "−" : ""}${gap}`;
}
