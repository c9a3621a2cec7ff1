// Ten unequal cohorts, six metrics, every one of the 54 comparisons on its limit; and at parity.
import { parseConfiguration } from "../../packages/core/dist/index.js";
import { STRUCTURES } from "./policies.mjs";
import { simulate } from "./simulate.mjs";

const REFERENCE = { base: 0.5, selected: [0.2, 0.8] };
/** Fewer are chosen, and with more mistakes. */
const OTHERS = { base: 0.45, selected: [0.27, 0.6] };

/** All six follow from the shares of labels and decisions. */
const METRICS = {
  selection_rate: ({ tp, fp }) => tp + fp,
  true_positive_rate: ({ tp, fn }) => tp / (tp + fn),
  false_positive_rate: ({ fp, tn }) => fp / (fp + tn),
  precision: ({ tp, fp }) => tp / (tp + fp),
  negative_predictive_value: ({ fn, tn }) => tn / (tn + fn),
  accuracy: ({ tp, tn }) => tp + tn,
};

function sharesOf({ base, selected: [among0, among1] }) {
  return {
    tp: base * among1,
    fn: base * (1 - among1),
    fp: (1 - base) * among0,
    tn: (1 - base) * (1 - among0),
  };
}

/** Limits as far from 0 as the true differences (from 1 as the true ratio of selection rates): the truth is on them. */
function budgets() {
  const [own, reference] = [sharesOf(OTHERS), sharesOf(REFERENCE)];
  return Object.entries(METRICS).map(([metric, rate]) => {
    const isRatio = metric === "selection_rate";
    const truth = isRatio ? rate(own) / rate(reference) : rate(own) - rate(reference);
    const mirror = isRatio ? 1 / truth : -truth;
    return {
      id: metric,
      metric,
      compare: isRatio ? "ratio" : "difference",
      cohorts: "groups",
      limit: { min: Math.min(truth, mirror), max: Math.max(truth, mirror) },
      severity: "error",
      onInconclusive: "warn",
    };
  });
}

/** Families over the file and over each budget, at two sizes. */
export function simulateSixMetrics(runsOf, report) {
  const { shares } = STRUCTURES.find(({ name }) => name === "ten");
  const cases = ["file", "budget"].flatMap((family) =>
    [100, 400].flatMap((size) =>
      [
        ["on the limit", OTHERS],
        ["at parity", REFERENCE],
      ].map(([truth, others]) => ({ family, size, truth, others })),
    ),
  );
  return cases.map(({ family, size, truth, others }, i) => {
    const configuration = parseConfiguration({
      decisions: { label: "y", favourable: 1, prediction: "p" },
      cohorts: { groups: { by: ["g"], reference: "g0" } },
      evidence: { family },
      budgets: budgets(),
    });
    const cohorts = shares.map((share, at) => ({
      size: Math.round(size * share),
      rates: at === 0 ? REFERENCE : others,
    }));
    const runs = runsOf(2_000);
    const found = simulate({ configuration, cohorts, clusters: null, runs, seed: 9_000 + i });
    report(`six metrics, family ${family}, n ${size}, ${truth}: false fail ${found.fail}`);
    return { family, size, truth, runs, ...found };
  });
}
