import { sealCells } from "../../packages/core/dist/cells/tally.js";
import { makeRandom } from "../lib/scored-people.mjs";

const LEVELS = ["a", "b", "ref"];

const METRICS = [
  "true_positive_rate",
  "false_positive_rate",
  "false_negative_rate",
  "precision",
  "false_omission_rate",
  "accuracy",
  "selection_rate",
  "base_rate",
  "balanced_accuracy",
  "f1_score",
  "equalized_odds",
  "average_odds",
];

const TERMS = [
  { compare: "difference", limit: { min: -0.2, max: 0.2 } },
  { compare: "difference", limit: { min: -0.6, max: 0.6 } },
  { compare: "difference", limit: { min: null, max: 0.4 } },
  { compare: "difference", limit: { min: -0.05, max: null } },
  { compare: "ratio", limit: { min: 0.8, max: 1.25 } },
  { compare: "ratio", limit: { min: 0.2, max: 4 } },
  { compare: "ratio", limit: { min: 0.5, max: null } },
  { compare: "value", limit: { min: 0.3, max: 0.9 } },
  { compare: "value", limit: { min: null, max: 0.6 } },
];

const binary = (column) => ({ column, rule: "1", classes: ["0", "1"], favourable: ["1"] });

/** A small table and a budget on it, drawn as the test against enumeration draws them. */
export function drawTable(seed) {
  const random = makeRandom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const upTo = (most) => Math.floor(random() * (most + 1));
  const rows = () => (random() < 0.5 ? upTo(6) : pick([0, 1, 2, 7]));
  const complete = () => [rows(), rows(), 0, rows(), rows(), 0, 0, 0, 0];
  const unlabelled = () => [rows(), rows(), 0, rows(), rows(), 0, upTo(2), upTo(2), 0];
  const few = () => [upTo(3), upTo(3), 0, upTo(3), upTo(3), 0, 0, 0, 0];
  const nobody = () => [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let a = nobody();
  while (a.every((n) => n === 0)) a = pick([complete, unlabelled])();
  const groups = {
    a,
    ref: pick([complete, complete, unlabelled])(),
    "?": pick([nobody, few])(),
  };
  let [metric, terms] = [pick(METRICS), pick(TERMS)];
  // Composites have no value of their own, and the average has no ratio.
  while (metric.endsWith("odds") && terms.compare !== "difference")
    [metric, terms] = [pick(METRICS), pick(TERMS)];
  return { cells: cellsOf(groups), policy: policyOf(metric, terms, pick([1, 3, 8])) };
}

function cellsOf(groups) {
  const code = (state) => (state === 2 ? -1 : state);
  const entries = Object.entries(groups).flatMap(([group, states]) =>
    states.flatMap((n, at) => {
      const key = [LEVELS.indexOf(group), code(Math.floor(at / 3)), code(at % 3)];
      return n === 0 ? [] : [{ key, n, w: n, w2: n }];
    }),
  );
  const attributes = [{ column: "g", bands: null, levels: LEVELS }];
  return sealCells(
    { attributes, label: binary("y"), prediction: binary("p"), weight: "none" },
    entries,
  );
}

function policyOf(metric, terms, denominator) {
  const reference = { kind: "cohort", levels: ["ref"] };
  return {
    cohorts: [{ name: "g", by: ["g"], bands: {}, reference }],
    evidence: evidenceOf(denominator),
    budgets: [budgetOf({ id: "b", metric, cohorts: "g", ...terms })],
    waivers: [],
  };
}

function evidenceOf(denominator) {
  return {
    ...{ confidence: 0.95, multiplicity: "holm", family: "budget", minimum: { denominator } },
    ...{ convention: "strict", seed: 7 },
  };
}

function budgetOf(terms) {
  return {
    ...terms,
    ...{ severity: "error", onInconclusive: "warn", onNoData: "warn" },
    ...{ owner: null, rationale: null },
  };
}

/** Every count so many times. */
export function times(cells, scale) {
  const { entries, schema } = cells;
  return sealCells(
    schema,
    entries.map(({ key, n, w, w2 }) => ({ key, n: n * scale, w: w * scale, w2: w2 * scale })),
  );
}

const BUDGETS = [
  ["selection_rate", "ratio", 0.8, 1.25],
  ["selection_rate", "difference", -0.1, 0.1],
  ["base_rate", "difference", -0.1, 0.1],
  ["true_positive_rate", "difference", -0.1, 0.1],
  ["true_positive_rate", "value", 0.5, null],
  ["false_positive_rate", "difference", -0.05, 0.05],
  ["precision", "ratio", 0.8, 1.25],
  ["accuracy", "value", 0.8, null],
  ["accuracy", "difference", -0.05, 0.05],
  ["f1_score", "difference", -0.1, 0.1],
  ["balanced_accuracy", "difference", -0.1, 0.1],
  ["equalized_odds", "difference", null, 0.1],
  ["equalized_odds", "ratio", 0.8, null],
  ["average_odds", "difference", -0.1, 0.1],
];

const by = ["sex", "race"];

/** Sex by race in Adult, against everyone else and against one cohort. */
export const ADULT_POLICY = {
  cohorts: [
    { name: "rest", by, bands: {}, reference: { kind: "rest" } },
    { name: "named", by, bands: {}, reference: { kind: "cohort", levels: ["Male", "White"] } },
  ],
  evidence: evidenceOf(30),
  budgets: ["rest", "named"].flatMap((cohorts) =>
    BUDGETS.map(([metric, compare, min, max], i) =>
      budgetOf({ id: `${cohorts} ${i}`, metric, compare, cohorts, limit: { min, max } }),
    ),
  ),
  waivers: [],
};
