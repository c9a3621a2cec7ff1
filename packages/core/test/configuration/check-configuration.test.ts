import { describe, expect, it } from "vitest";
import {
  checkConfiguration,
  parseConfiguration,
} from "../../src/configuration/check-configuration.ts";
import type { ConfigurationIssue } from "../../src/configuration/issue.ts";
import { changed, VALID } from "./valid.ts";

function issuesOf(raw: unknown): readonly ConfigurationIssue[] {
  const checked = checkConfiguration(raw);
  return checked.ok ? [] : checked.issues;
}

/** The only issue, as a person reads it. */
function only(raw: unknown): string {
  const issues = issuesOf(raw);
  expect(issues.map(({ path, problem }) => `${path}: ${problem}`)).toHaveLength(1);
  try {
    parseConfiguration(raw);
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as Error).message}`;
  }
  throw new Error("nothing was thrown");
}

const small = { decisions: { label: "y", favourable: 1 }, cohorts: { g: { by: ["g"] } } };
const budget = VALID.budgets[0];
const waiver = VALID.waivers[0];

/** The same without waivers, which speak of the limits too. */
const unwaived = (raw: unknown): unknown => ({ ...(raw as object), waivers: [] });

describe("an issue says what, where and what to do", () => {
  it("first, and how many more there are", () => {
    expect(() => parseConfiguration(changed(["budgets", 0, "limit", "min"], 80))).toThrow(
      "budgets[0].limit: `min` is above `max`; got min 80, max 1.25. 1 more to mend.",
    );
  });

  it.each<[string, unknown, string]>([
    [
      "a ratio in per cent",
      changed(["budgets", 0, "limit"], { min: 80 }),
      "config/limit-range budgets[0].limit.min: the limit of a ratio is out of range; expected a number from 0 to 1, got 80. Did you mean 0.8?",
    ],
    [
      "an upper ratio in per cent",
      unwaived(changed(["budgets", 0, "limit"], { max: 125 })),
      "config/limit-range budgets[0].limit.max: the limit of a ratio is out of range; expected a number 1 or more, got 125. Did you mean 1.25?",
    ],
    [
      "a ratio below zero",
      unwaived(changed(["budgets", 0, "limit"], { min: -0.1 })),
      "config/limit-range budgets[0].limit.min: the limit of a ratio is out of range; expected a number from 0 to 1, got -0.1.",
    ],
    [
      "a difference in points",
      unwaived(changed(["budgets", 0], { ...budget, compare: "difference", limit: { min: -5 } })),
      "config/limit-range budgets[0].limit.min: the limit of a difference is out of range; expected a number from −1 to 1, got -5. Did you mean -0.05?",
    ],
    [
      "a rate in per cent",
      changed(["budgets", 1, "limit", "max"], 10),
      "config/limit-range budgets[1].limit.max: the limit of a value is out of range; expected a number from 0 to 1, got 10. Did you mean 0.1?",
    ],
    [
      "an empty limit",
      unwaived(changed(["budgets", 0, "limit"], {})),
      "config/missing-key budgets[0].limit: a limit needs `min`, `max`, or both.",
    ],
    [
      "crossed limits",
      changed(["budgets", 0, "limit"], { min: 0.9, max: 0.8 }),
      "config/limit-order budgets[0].limit: `min` is above `max`; got min 0.9, max 0.8.",
    ],
    [
      "an unknown key",
      changed(["budgets", 0, "sevrity"], "error"),
      'config/unknown-key budgets[0].sevrity: no such key exists here; got "sevrity". Did you mean "severity"?',
    ],
    [
      "an unknown key near nothing",
      changed(["zzzzzzzzzz"], 1),
      'config/unknown-key zzzzzzzzzz: no such key exists here; got "zzzzzzzzzz".',
    ],
    [
      "a missing key",
      changed(["budgets", 0, "metric"], undefined),
      "config/missing-key budgets[0].metric: this key is required; expected a text, got nothing.",
    ],
    [
      "no cohorts",
      changed(["cohorts"], undefined),
      "config/missing-key cohorts: this key is required; expected a mapping of names to what people are compared by, got nothing. For example `cohorts: { sex: { by: [sex] } }`.",
    ],
    [
      "an error budget that does not say what happens when undecided",
      changed(["budgets", 0, "onInconclusive"], undefined),
      'config/missing-key budgets[0].onInconclusive: an error budget must say what happens when the data do not settle it; expected "block" (exit 2) or "warn".',
    ],
    [
      "a word of a list misspelt",
      changed(["budgets", 0, "compare"], "ration"),
      'config/invalid-value budgets[0].compare: this value does not fit; expected "difference" or "ratio" or "value" or "distance", got "ration". Did you mean "ratio"?',
    ],
    [
      "a duplicate id",
      changed(["budgets", 1, "id"], budget.id),
      'config/duplicate budgets[1].id: budgets[0] has the same id; got "offer-ratio-sex".',
    ],
    [
      "an id with spaces",
      changed(["budgets", 1, "id"], "two words"),
      'config/invalid-value budgets[1].id: this value does not fit; expected letters, digits, . _ × or -, got "two words".',
    ],
    [
      "an unknown metric",
      changed(["budgets", 0, "metric"], "selection_rates"),
      'config/unknown-metric budgets[0].metric: no metric has this name; got "selection_rates". Did you mean "selection_rate"?',
    ],
    [
      "a slip in the metric of a value budget",
      changed(["budgets", 1, "metric"], "false_positive_rat"),
      'config/unknown-metric budgets[1].metric: no metric has this name; got "false_positive_rat". Did you mean "false_positive_rate"?',
    ],
    [
      "a metric without an interval",
      changed(["budgets", 0, "metric"], "count"),
      'config/metric-inputs budgets[0].metric: a budget needs a metric with an interval; got "count".',
    ],
    [
      "unknown cohorts",
      changed(["budgets", 1, "cohorts"], "sx"),
      'config/unknown-cohorts budgets[1].cohorts: no cohorts are declared under this name; got "sx". Did you mean "sex"?',
    ],
    [
      "bands that do not rise",
      changed(["cohorts", "sex×age", "bands", "age"], [40, 40]),
      "config/bands-order cohorts.sex×age.bands.age: band edges must rise; got [40, 40].",
    ],
    [
      "a list of bands for several attributes",
      changed(["cohorts", "sex×age"], { by: ["sex", "age"], bands: [40] }),
      "config/bands-of-which cohorts.sex×age.bands: with several attributes the bands need a name; expected a mapping such as { sex: [25, 45] }, got a list.",
    ],
    [
      "bands of another attribute",
      changed(["cohorts", "sex×age"], { by: ["sex", "age"], bands: { ages: [40] } }),
      'config/unknown-attribute cohorts.sex×age.bands.ages: these bands belong to no attribute of `by`; got "ages". Did you mean "age"?',
    ],
    [
      "strata by the attribute itself",
      changed(["cohorts", "sex×age"], { by: ["sex", "age"], within: ["job", "sex"] }),
      'config/duplicate cohorts.sex×age.within[1]: nobody differs in this attribute of `by` within it; got "sex".',
    ],
    [
      "a stratum listed twice",
      changed(["cohorts", "sex×age"], { by: ["sex", "age"], within: ["job", "job"] }),
      'config/duplicate cohorts.sex×age.within[1]: this column is listed twice; got "job".',
    ],
    [
      "strata against the highest of many",
      changed(["cohorts", "sex×age"], { by: ["sex"], reference: "highest", within: ["job"] }),
      'config/metric-inputs cohorts.sex×age.reference: a comparison within strata needs one reference, not the highest of many; expected a level, or rest, got "highest".',
    ],
    [
      "bands of another column than those of strata",
      changed(["cohorts", "sex×age"], { by: ["sex"], within: ["tenure"], bands: { tenur: [5] } }),
      'config/unknown-attribute cohorts.sex×age.bands.tenur: these bands belong to no attribute of `by` or `within`; got "tenur". Did you mean "tenure"?',
    ],
    [
      "a key that is almost `within`",
      changed(["cohorts", "sex×age"], { by: ["sex"], witin: ["job"] }),
      'config/unknown-key cohorts.sex×age.witin: no such key exists here; got "witin". Did you mean "within"?',
    ],
    [
      "a metric that strata cannot combine",
      {
        ...VALID,
        cohorts: { ...VALID.cohorts, sex: { by: ["sex"], within: ["job"] } },
        waivers: [],
        budgets: [{ ...budget, metric: "f1_score" }],
      },
      'config/metric-inputs budgets[0].metric: this metric is no share of decisions, and only shares are compared within strata; got "f1_score".',
    ],
    [
      "conditional disparity without strata",
      changed(["budgets", 0], {
        ...budget,
        metric: "conditional_demographic_disparity",
        compare: "value",
        limit: { max: 0.1 },
      }),
      'config/metric-inputs budgets[0].metric: this metric needs strata: cohorts with `within`; got "conditional_demographic_disparity".',
    ],
    [
      "repeated subjects within strata",
      {
        ...small,
        decisions: { ...small.decisions, clusterBy: "person" },
        cohorts: { g: { by: ["g"], within: ["job"] } },
      },
      "config/metric-inputs cohorts.g.within: strata are combined as independent, and a subject can have decisions in several. Take it out, or `decisions.clusterBy` where each row is another person.",
    ],
    [
      "repeated subjects with frequency weights",
      {
        ...small,
        decisions: {
          ...small.decisions,
          clusterBy: "person",
          weight: { column: "w", kind: "frequency" },
        },
      },
      "config/metric-inputs decisions.weight.kind: a frequency weight stands for several people, and `clusterBy` names one. Take it out, or `decisions.clusterBy` where each row is another person.",
    ],
    [
      "repeated subjects with a metric of rows",
      {
        ...small,
        decisions: { ...small.decisions, clusterBy: "person" },
        budgets: [
          {
            ...budget,
            metric: "mean_absolute_error",
            compare: "value",
            cohorts: "g",
            limit: { max: 0.5 },
          },
        ],
      },
      "config/metric-inputs budgets[0].metric: the interval of this metric takes each row as another person. Take it out, or `decisions.clusterBy` where each row is another person.",
    ],
    [
      "an attribute listed twice",
      changed(["cohorts", "age"], { by: ["age", "age"] }),
      'config/duplicate cohorts.age.by[1]: this attribute is listed twice; got "age".',
    ],
    [
      "a reference that is no band",
      changed(["cohorts", "age", "reference"], "25-65"),
      'config/unknown-reference cohorts.age.reference: "age" has no such band; got "25-65". Did you mean "25..<65"?',
    ],
    [
      "a reference with too few levels",
      changed(["cohorts", "sex×age", "reference"], { sex: "male" }),
      'config/reference-levels cohorts.sex×age.reference: the reference needs one level for each attribute; expected levels of "sex", "age", or rest, or highest, got "{\\"sex\\":\\"male\\"}".',
    ],
    [
      "a confidence in per cent",
      changed(["evidence", "confidence"], 95),
      "config/invalid-value evidence.confidence: this value does not fit; expected a confidence below 1, got 95.",
    ],
    [
      "a date that does not exist",
      changed(["waivers", 0, "expires"], "2026-13-01"),
      'config/invalid-value waivers[0].expires: this value does not fit; expected a date that exists, as YYYY-MM-DD, got "2026-13-01".',
    ],
    [
      "a waiver of what is inside the limit",
      changed(["waivers", 0, "ceiling"], 0.9),
      "config/waiver-ceiling waivers[0].ceiling: this ceiling lies inside the limit, where there is nothing to waive; expected an estimate beyond the limit, 0.80 to 1.25, got 0.9. Take the waiver out where the limit was loosened.",
    ],
    [
      "a waiver of no budget",
      changed(["waivers", 0, "budget"], "offer-ratio"),
      'config/unknown-budget waivers[0].budget: no budget has this id; got "offer-ratio". Did you mean "offer-ratio-sex"?',
    ],
    [
      "a waiver of other attributes",
      changed(["waivers", 0, "cohort"], { race: "Black" }),
      'config/waiver-cohort waivers[0].cohort: a waiver names one level for each attribute of the budget\'s cohorts; expected "sex", got "race".',
    ],
    [
      "a waiver of nobody",
      changed(["waivers", 0, "cohort"], {}),
      'config/waiver-cohort waivers[0].cohort: a waiver names one level for each attribute of the budget\'s cohorts; expected "sex", got nothing.',
    ],
    [
      "a waiver approved by its owner",
      changed(["waivers", 0, "approvedBy"], waiver.owner),
      'config/waiver-approver waivers[0].approvedBy: a waiver is approved by another person than its owner; got "@offers".',
    ],
    [
      "a waiver that ends before it begins",
      changed(["waivers", 0, "expires"], "2026-10-31"),
      "config/waiver-dates waivers[0].expires: a waiver cannot end before it begins; got 2026-11-01 to 2026-10-31.",
    ],
    [
      "a waiver without a reason",
      changed(["waivers", 0, "reason"], ""),
      'config/invalid-value waivers[0].reason: this value does not fit; expected a text that is not empty, got "".',
    ],
    [
      "a model that is not there",
      {
        ...small,
        decisions: { prediction: { model: true, threshold: 0.5, favourableWhen: "above" } },
      },
      "config/missing-key model: `prediction: { model: true }` needs a model.",
    ],
    [
      "a score that is not there",
      {
        ...small,
        decisions: { prediction: { score: true, threshold: 0.5, favourableWhen: "above" } },
      },
      "config/missing-key decisions.score: `prediction: { score: true }` needs the score's column.",
    ],
    [
      "nothing to audit",
      { ...small, decisions: {} },
      "config/nothing-to-audit decisions: neither a label nor a prediction is declared; expected `label`, `prediction`, or both.",
    ],
    [
      "a label without a favourable value",
      { ...small, decisions: { label: "y" } },
      'config/missing-key decisions: `favourable` is required where labels or decisions are columns; expected a value such as ">50K", a list of values, or { above: 50000 }.',
    ],
    [
      "data from two places",
      changed(["data"], { path: "a.csv", dataset: "adult" }),
      "config/which-source data: say where the rows are; expected either `path`, or `dataset` and `file`, got both.",
    ],
    [
      "data from nowhere",
      changed(["data"], { format: "csv" }),
      "config/which-source data: say where the rows are; expected either `path`, or `dataset` and `file`, got neither.",
    ],
    [
      "another version",
      changed(["version"], 2),
      "config/invalid-value version: this value does not fit; expected 1, got 2.",
    ],
    [
      "no mapping at all",
      17,
      "config/invalid-value the configuration: this value does not fit; expected a mapping, got 17.",
    ],
    [
      "a list",
      [],
      "config/invalid-value the configuration: this value does not fit; expected a mapping, got a list.",
    ],
  ])("%s", (_, raw, message) => {
    expect(only(raw)).toBe(message);
  });

  it("needs recorded outcomes or decisions where the metric does", () => {
    const labels = { ...small, budgets: [{ ...budget, cohorts: "g" }] };
    expect(only(labels)).toContain(
      "this metric needs decisions, and `decisions.prediction` is not declared",
    );
    const decisions = { decisions: { prediction: "p", favourable: 1 }, cohorts: small.cohorts };
    expect(
      only({ ...decisions, budgets: [{ ...budget, cohorts: "g", metric: "base_rate" }] }),
    ).toContain("this metric needs recorded outcomes, and `decisions.label` is not declared");
  });

  it("leaves room for measurements made elsewhere, in their own range", () => {
    const elsewhere = { ...VALID.budgets[1], metric: "waiting_time", limit: { max: 12 } };
    expect(issuesOf(changed(["budgets", 1], elsewhere))).toEqual([]);
    expect(issuesOf(changed(["budgets", 1], { ...elsewhere, compare: "ratio" }))[0]?.code).toBe(
      "config/unknown-metric",
    );
  });

  it("accepts what lies on the edge of a range", () => {
    const limits = [
      ["ratio", { min: 0, max: 20 }],
      ["ratio", { max: 0.9 }],
      ["difference", { min: -1, max: 1 }],
      ["value", { min: 0, max: 1 }],
      ["ratio", { min: 1, max: 1 }],
    ];
    for (const [compare, limit] of limits) {
      expect(
        issuesOf(unwaived(changed(["budgets", 0], { ...budget, compare, limit }))),
        JSON.stringify(limit),
      ).toEqual([]);
    }
    expect(issuesOf(unwaived(changed(["budgets", 0, "limit"], { max: 20.1 })))).toHaveLength(1);
    expect(issuesOf(unwaived(changed(["budgets", 0, "limit"], { max: 0 })))).toHaveLength(1);
  });

  it("reports every issue, each with the way to it", () => {
    const raw = unwaived(
      changed(["budgets", 0], { ...budget, metric: "x_x_x_x_x", cohorts: "nope", limit: {} }),
    );
    expect(issuesOf(raw).map(({ segments }) => segments)).toEqual([
      ["budgets", 0, "metric"],
      ["budgets", 0, "cohorts"],
      ["budgets", 0, "limit"],
    ]);
    expect(() => parseConfiguration(raw)).toThrow("2 more to mend.");
  });
});

describe("links between inputs", () => {
  const linked = (link: unknown) => ({ ...small, links: [link] });

  it("are kept as they are written", () => {
    const links = [
      { feature: "age", atLeast: "tenure", plus: 16 },
      { when: { feature: "school", in: ["degree"] }, feature: "age", min: 21 },
      { when: { feature: "job", in: ["none"] }, feature: "contract", in: ["none"] },
    ];
    expect(parseConfiguration({ ...small, links }).links).toEqual(links);
  });

  it.each<[string, unknown, string]>([
    [
      "of one input with itself",
      { feature: "age", atLeast: "age" },
      'config/link links[0]: it links "age" with itself; expected two inputs; a range of one stands under `features.<name>.range`.',
    ],
    [
      "that say nothing",
      { when: { feature: "school", in: ["degree"] }, feature: "age" },
      'config/link links[0]: it does not say what "age" may be then; expected `min`, `max` or both, `min` not above `max`; or `in` with levels, got {}.',
    ],
    [
      "that contradict themselves",
      { when: { feature: "school", in: ["degree"] }, feature: "age", min: 30, max: 20 },
      'config/link links[0]: it does not say what "age" may be then; expected `min`, `max` or both, `min` not above `max`; or `in` with levels, got {"min":30,"max":20}.',
    ],
    [
      "of numbers and levels at once",
      { when: { feature: "school", in: ["degree"] }, feature: "age", min: 30, in: ["30"] },
      'config/link links[0]: it does not say what "age" may be then; expected `min`, `max` or both, `min` not above `max`; or `in` with levels, got {"min":30,"in":["30"]}.',
    ],
  ])("are refused %s", (_, link, message) => {
    expect(only(linked(link))).toBe(message);
  });

  it("are refused without the other input", () => {
    expect(issuesOf(linked({ feature: "age", plus: 16 }))).not.toEqual([]);
  });

  it("transitions cost more than nothing", () => {
    const features = { school: { transitions: { none: { degree: 0 } } } };
    expect(issuesOf({ ...small, features })[0]?.path).toBe(
      "features.school.transitions.none.degree",
    );
  });
});

describe("a value of another shape", () => {
  const decided = (changes: object) => ({
    ...small,
    decisions: { ...small.decisions, ...changes },
  });
  const cohort = (changes: object) => ({ ...small, cohorts: { g: { by: ["g"], ...changes } } });

  it.each<[string, unknown]>([
    ["decisions.weight", decided({ weight: "name" })],
    ["decisions.weight.kind", decided({ weight: { column: "w" } })],
    ["decisions.weight.kind", decided({ weight: { column: "w", kind: "freq" } })],
    ["decisions.prediction", decided({ prediction: 7 })],
    [
      "decisions.prediction.model",
      decided({ prediction: { threshold: 0.5, favourableWhen: "above" } }),
    ],
    ["decisions.favourable", decided({ favourable: [] })],
    ["decisions.favourable.above", decided({ favourable: { over: 3 } })],
    ["decisions.wording", decided({ wording: "yes" })],
    ["decisions", { ...small, decisions: "label" }],
    ["cohorts", { ...small, cohorts: [{ by: ["g"] }] }],
    ["cohorts", { decisions: small.decisions }],
    ["cohorts.g", { ...small, cohorts: { g: "g" } }],
    ["cohorts.g.by", cohort({ by: [] })],
    ["cohorts.g.by", cohort({ by: ["a", "b", "c", "d", "e"] })],
    ["cohorts.g.by", cohort({ by: "g" })],
    ["cohorts.g.bands", cohort({ bands: [] })],
    ["cohorts.g.within", cohort({ within: [] })],
    ["features", { ...small, features: ["a"] }],
    ["features.a", { ...small, features: { a: "b" } }],
    ["features.a.use", { ...small, features: { a: { use: "allow" } } }],
    ["data", { ...small, data: "people.csv" }],
    ["data.delimiter", { ...small, data: { path: "x", delimiter: ";;" } }],
    ["data.where.a", { ...small, data: { path: "x", where: { a: 3 } } }],
    ["model", { ...small, model: "model.txt" }],
    ["budgets[0].limit", { ...small, budgets: [{ ...budget, limit: 0.8 }] }],
    ["reasonCodes[0].features", { ...small, reasonCodes: [{ code: "R", features: [] }] }],
  ])("at %s says what was got, what is expected and what to write: %#", (path, raw) => {
    const issue = issuesOf(raw).find((each) => each.path === path);
    expect(issue?.received).toMatch(/./);
    expect(issue?.received).not.toMatch(/^[<>]/);
    expect(issue?.expected).toMatch(/[a-z]{3}/);
    expect(issue?.hint).toMatch(/\.$/);
  });

  it("counts in words", () => {
    expect(only(cohort({ by: ["a", "b", "c", "d", "e"] }))).toContain("got a list of 5.");
    const id = "x".repeat(101);
    expect(only({ ...small, budgets: [{ ...budget, cohorts: "g", id }] })).toContain(
      "expected letters",
    );
  });
});

it("takes the wording of decisions once or by language", () => {
  const wording = { favourable: { en: "granted", de: "bewilligt" }, other: "refused" };
  expect(
    parseConfiguration({ ...small, decisions: { ...small.decisions, wording } }).decisions.wording,
  ).toEqual(wording);
  expect(
    issuesOf({
      ...small,
      decisions: { ...small.decisions, wording: { favourable: { one: "x" }, other: "y" } },
    }),
  ).toHaveLength(1);
});
