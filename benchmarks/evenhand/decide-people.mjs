import { sealCells } from "../../packages/core/dist/cells/tally.js";

const DECISIONS = 40_000;

const ATTRIBUTES = { occupation: 20, age: 10, sex: 2, region: 5 };

const WORK = ["occupation", "age"];
const PLACE = ["occupation", "sex", "region"];
const rest = { kind: "rest" };

const DIMENSIONS = [
  { name: "work", by: WORK, bands: {}, reference: rest },
  { name: "work-named", by: WORK, bands: {}, reference: named(WORK) },
  { name: "place", by: PLACE, bands: {}, reference: rest },
  { name: "place-named", by: PLACE, bands: {}, reference: named(PLACE) },
];

function named(columns) {
  return { kind: "cohort", levels: columns.map((column) => `${column}0`) };
}

const METRICS = [
  "selection_rate",
  "true_positive_rate",
  "false_positive_rate",
  "false_negative_rate",
  "true_negative_rate",
  "precision",
  "negative_predictive_value",
  "false_discovery_rate",
  "false_omission_rate",
  "accuracy",
  "base_rate",
  "balanced_accuracy",
  "f1_score",
  "treatment_equality",
  "conditional_acceptance",
  "conditional_rejection",
  "equalized_odds",
  "average_odds",
];

const COMPARES = [
  ["difference", { min: -0.1, max: 0.1 }],
  ["ratio", { min: 0.8, max: 1.25 }],
  ["value", { min: 0.2, max: 0.9 }],
];

const binary = (column) => ({ column, rule: "1", classes: ["0", "1"], favourable: ["1"] });

/** Cells of made-up decisions. Small groups are many: the index of a level is drawn from the square of a uniform number. */
export function makeCells(seed) {
  let state = seed;
  const draw = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const names = Object.keys(ATTRIBUTES);
  const counts = new Map();
  for (let row = 0; row < DECISIONS; row++) {
    const codes = names.map((name) =>
      Math.floor((0.5 * draw() + 0.5 * draw() ** 2) * ATTRIBUTES[name]),
    );
    const qualified = draw() < 0.3 + 0.2 * (codes[0] / 20) ? 1 : 0;
    const accepted =
      draw() < (qualified ? 0.8 : 0.15) - 0.05 * codes[2] - 0.05 * (codes[1] / 10) ? 1 : 0;
    const key = [...codes, qualified, accepted];
    const text = key.join();
    const found = counts.get(text);
    if (found === undefined) counts.set(text, { key, n: 1, w: 1, w2: 1 });
    else for (const field of ["n", "w", "w2"]) found[field]++;
  }
  const attributes = names.map((column) => ({
    column,
    bands: null,
    levels: Array.from({ length: ATTRIBUTES[column] }, (_, level) => `${column}${level}`),
  }));
  return sealCells({ attributes, label: binary("y"), prediction: binary("p"), weight: "none" }, [
    ...counts.values(),
  ]);
}

/** So many budgets: every metric, comparison and dimension in turn, then again with another limit. */
export function makePolicy(count) {
  const all = METRICS.flatMap((metric) =>
    COMPARES.filter(([compare]) => isComparable(metric, compare)).flatMap(([compare, limit]) =>
      DIMENSIONS.map(({ name }) => ({ metric, compare, limit, cohorts: name })),
    ),
  );
  const budgets = Array.from({ length: count }, (_, i) => ({
    id: `b${i}`,
    ...all[(i * 41) % all.length],
    severity: "error",
    onInconclusive: "warn",
    onNoData: "warn",
    owner: null,
    rationale: null,
  }));
  return {
    cohorts: DIMENSIONS,
    evidence: {
      confidence: 0.95,
      multiplicity: "holm",
      family: "budget",
      minimum: { denominator: 30 },
      convention: "strict",
      seed: 7,
    },
    budgets,
    waivers: [],
  };
}

function isComparable(metric, compare) {
  if (metric === "equalized_odds") return compare !== "value";
  return metric !== "average_odds" || compare === "difference";
}
