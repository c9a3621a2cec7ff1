/** What fits at a place of the configuration, with an example; better than a shape can say it. */
export interface Advice {
  readonly expected?: string;
  /** A full sentence. */
  readonly hint: string;
}

// By path; `*` stands for any name or number.
const ADVICE: Readonly<Record<string, Advice>> = {
  data: {
    expected: "a mapping with `path`, or with `dataset` and `file`",
    hint: "For example `data: { path: people.csv }`.",
  },
  "data.delimiter": { expected: "one character", hint: 'For example `delimiter: ";"`.' },
  "data.where.*": {
    expected: "a text, a list of texts, or { min, max }",
    hint: "For example `where: { age: { min: 18 } }`; put a number that is a level in quotes.",
  },
  decisions: {
    expected: "a mapping with `label`, `prediction`, or both",
    hint: "For example `decisions: { label: hired, favourable: yes, prediction: picked }`.",
  },
  "decisions.favourable": {
    expected: "a value, a list of values, or one of above, atLeast, below, atMost with a number",
    hint: 'For example `favourable: ">50K"` or `favourable: { above: 50000 }`.',
  },
  "decisions.prediction": {
    expected: "a column, or { model: true, threshold, favourableWhen }, or the same with `score`",
    hint: "For example `prediction: { model: true, threshold: 0.5, favourableWhen: above }`.",
  },
  "decisions.prediction.model": {
    expected: "`model: true` or `score: true`",
    hint: "For example `prediction: { model: true, threshold: 0.5, favourableWhen: above }`.",
  },
  "decisions.favourable.above": {
    expected: "one of above, atLeast, below, atMost",
    hint: "For example `favourable: { above: 50000 }`.",
  },
  "decisions.weight": {
    expected: "a mapping with `column` and `kind`",
    hint: "For example `weight: { column: weight, kind: sampling }`; `frequency` where a row stands for several people.",
  },
  "decisions.weight.kind": {
    expected: "frequency or sampling",
    hint: "`sampling` weights a row for who was asked; `frequency` says how many people it stands for.",
  },
  "decisions.wording": {
    expected: "a mapping with `favourable` and `other`",
    hint: "For example `wording: { favourable: credit granted, other: credit refused }`.",
  },
  cohorts: {
    expected: "a mapping of names to what people are compared by",
    hint: "For example `cohorts: { sex: { by: [sex] } }`.",
  },
  "cohorts.*": {
    expected: "a mapping with `by`",
    hint: "For example `sex: { by: [sex], reference: M }`.",
  },
  "cohorts.*.by": {
    expected: "a list of one to four columns",
    hint: "For example `by: [sex]`, or `by: [sex, age]` for both together.",
  },
  "cohorts.*.bands": {
    expected: "a list of edges, or edges by column",
    hint: "For example `bands: [25, 45]`, or `bands: { age: [25, 45] }`.",
  },
  "cohorts.*.within": {
    expected: "a list of one to three columns",
    hint: "For example `within: [department]`; leave it out to compare across everybody.",
  },
  features: {
    expected: "a mapping of columns to what is known of them",
    hint: "For example `features: { hours: { label: hours worked a week } }`.",
  },
  "features.*": {
    expected: "a mapping of what is known of the column",
    hint: "For example `hours: { label: hours worked a week, unit: hours }`.",
  },
  "features.*.use": {
    expected: "`prohibited`, or { allowed } with the basis",
    hint: "For example `use: { allowed: Section 4 of the Lending Act }`.",
  },
  "features.*.label.*": {
    expected: "texts by language: en, de, es or pt-BR",
    hint: "For example `label: { en: age, de: Alter }`.",
  },
  "features.*.unit.*": {
    expected: "a text, plural forms with `other`, or either by language",
    hint: "For example `unit: { one: child, other: children }`.",
  },
  "links.*": {
    expected: "{ feature, atLeast, plus } or { when, feature, min, max, in }",
    hint: "For example `{ feature: age, atLeast: tenure, plus: 16 }`.",
  },
  "reasonCodes.*.features": {
    expected: "a list of at least one input",
    hint: "For example `features: [income, debt]`.",
  },
  "budgets.*.limit": {
    expected: "a mapping with `min`, `max`, or both",
    hint: "For example `limit: { min: 0.8 }`.",
  },
  "waivers.*": {
    expected:
      "a mapping with budget, cohort, ceiling, reason, owner, approvedBy, created and expires",
    hint: "`evenhand waiver add` writes one.",
  },
  model: {
    expected: "a mapping with `path` and `format`",
    hint: "For example `model: { path: model.txt, format: lightgbm }`.",
  },
};

/** The advice for a place, or null. */
export function adviceAt(segments: readonly (string | number)[]): Advice | null {
  const path = Object.keys(ADVICE).find((pattern) => {
    const parts = pattern.split(".");
    return (
      parts.length === segments.length &&
      parts.every((part, i) => part === "*" || part === String(segments[i]))
    );
  });
  return path === undefined ? null : (ADVICE[path] as Advice);
}
