import * as v from "valibot";
import type { Budget, Evidence } from "../budgets/budget.ts";
import type { CohortDimension } from "../cohorts/dimension.ts";
import { shown } from "../errors.ts";
import { ADDRESS_EXPECTED, isSafeAddress } from "../explanations/address.ts";
import type { FeatureDeclaration } from "../explanations/feature.ts";
import { type FeatureLink, problemOfLink } from "../explanations/link.ts";
import { findCodeConflict, type ReasonCode } from "../explanations/reason-codes.ts";
import { findMetric } from "../metrics/registry.ts";
import { checkBudgets, checkWaivers } from "./check-budgets.ts";
import { completeBudget } from "./complete-budget.ts";
import { completeBurn } from "./complete-burn.ts";
import { completeCohort } from "./complete-cohort.ts";
import { completeProxies } from "./complete-proxies.ts";
import type {
  Configuration,
  DecisionsSection,
  Favourable,
  PredictionRule,
} from "./configuration.ts";
import type { ConfigurationInput, DecisionsInput, EvidenceInput } from "./input.ts";
import { type ConfigurationIssue, errorFrom, fromSchemaIssue, issueAt } from "./issue.ts";
import { findLists, findReservedNames } from "./reserved-names.ts";
import { configurationSchema, knownKeysAt, shapeAt } from "./schema.ts";

export type CheckedConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly issues: readonly ConfigurationIssue[] };

/**
 * Checks a configuration as read from YAML or JSON, or written in code, and fills in the defaults.
 * All issues are reported, each with the path to it.
 */
export function checkConfiguration(raw: unknown): CheckedConfiguration {
  if (Array.isArray(raw)) return { ok: false, issues: [NO_MAPPING] };
  const reserved = [...findReservedNames(raw), ...findLists(raw)];
  if (reserved.length > 0) return { ok: false, issues: reserved };
  const shape = v.safeParse(configurationSchema, raw);
  if (!shape.success) {
    return {
      ok: false,
      issues: shape.issues.map((issue) => fromSchemaIssue(issue, knownKeysAt, shapeAt)),
    };
  }
  const input = raw as ConfigurationInput;
  const issues: ConfigurationIssue[] = [];
  const report = (issue: ConfigurationIssue): void => {
    issues.push(issue);
  };
  const decisions = completeDecisions(input.decisions, report);
  const cohorts = Object.entries(input.cohorts).map(([name, cohort]) =>
    completeCohort(name, cohort, report),
  );
  const budgets = (input.budgets ?? []).map(completeBudget);
  const known = {
    label: decisions.label !== null,
    prediction: decisions.prediction !== null,
    score: decisions.score !== null || decisions.prediction?.kind === "model",
  };
  checkBudgets(input.budgets ?? [], cohorts, known, report);
  checkWaivers(input.waivers ?? [], budgets, cohorts, report);
  checkSources(input, decisions, report);
  checkLinks(input.links ?? [], report);
  checkAddresses(input.features ?? {}, report);
  checkReasonCodes(input.reasonCodes ?? [], report);
  checkSubjects(decisions, cohorts, budgets, report);
  const features = completeFeatures(input.features ?? {}, cohorts);
  const evidence = completeEvidence(input.evidence ?? {});
  const proxies =
    input.proxies === undefined
      ? null
      : completeProxies(input.proxies, evidence.seed, cohorts, features, report);
  const burn = input.burn === undefined ? null : completeBurn(input.burn, decisions, report);
  if (issues.length > 0) return { ok: false, issues };
  return {
    ok: true,
    configuration: {
      title: input.title ?? null,
      data: input.data ?? null,
      decisions,
      labels: input.labels ?? null,
      cohorts,
      features,
      links: input.links ?? [],
      reasonCodes: input.reasonCodes ?? [],
      evidence,
      budgets,
      waivers: input.waivers ?? [],
      burn,
      ratchet: input.ratchet === undefined ? null : { margin: 0.02, floor: 20, ...input.ratchet },
      history:
        input.history === undefined
          ? null
          : {
              path: input.history.path,
              dataSets: input.history.inconclusive?.dataSets ?? null,
              days: input.history.inconclusive?.days ?? null,
              models: input.history.models ?? null,
            },
      model:
        input.model === undefined
          ? null
          : { ...input.model, background: input.model.background ?? null },
      recourse: {
        people: input.recourse?.people ?? 200,
        seed: input.recourse?.seed ?? input.evidence?.seed ?? 7,
        nodes: input.recourse?.nodes ?? 20_000,
      },
      proxies,
      remedies: { perCohortThresholds: input.remedies?.perCohortThresholds ?? null },
      context: input.context ?? null,
      signoffs: input.signoffs ?? [],
    },
  };
}

/** A list has no keys to complain of, so the shape would only say which are missing. */
const NO_MAPPING: ConfigurationIssue = issueAt([], {
  code: "config/invalid-value",
  problem: "this value does not fit",
  expected: "a mapping",
  received: "a list",
});

/**
 * The same, throwing the first issue.
 *
 * @throws EvenhandError with a `config/…` code
 */
export function parseConfiguration(raw: unknown): Configuration {
  const checked = checkConfiguration(raw);
  if (checked.ok) return checked.configuration;
  throw errorFrom(checked.issues);
}

type Report = (issue: ConfigurationIssue) => void;

function completeDecisions(input: DecisionsInput, report: Report): DecisionsSection {
  const label = input.label ?? null;
  const score = input.score ?? null;
  const prediction = completePrediction(input.prediction ?? null);
  const favourable = completeFavourable(input.favourable);
  if (label === null && prediction === null) {
    report(
      issueAt(["decisions"], {
        code: "config/nothing-to-audit",
        problem: "neither a label nor a prediction is declared",
        expected: "`label`, `prediction`, or both",
      }),
    );
  }
  if (favourable === null && (label !== null || prediction?.kind === "column")) {
    report(
      issueAt(["decisions"], {
        code: "config/missing-key",
        problem: "`favourable` is required where labels or decisions are columns",
        expected: 'a value such as ">50K", a list of values, or { above: 50000 }',
      }),
    );
  }
  if (prediction?.kind === "score" && score === null) {
    report(
      issueAt(["decisions", "score"], {
        code: "config/missing-key",
        problem: "`prediction: { score: true }` needs the score's column",
      }),
    );
  }
  return {
    id: input.id ?? null,
    label,
    favourable,
    prediction,
    score,
    time: input.time ?? null,
    weight: input.weight ?? null,
    clusterBy: input.clusterBy ?? null,
    log: input.log ?? null,
    wording: input.wording ?? null,
  };
}

function completePrediction(
  input: NonNullable<DecisionsInput["prediction"]> | null,
): PredictionRule | null {
  if (input === null) return null;
  if (typeof input === "string") return { kind: "column", column: input };
  const { threshold, favourableWhen } = input;
  return { kind: input.model === true ? "model" : "score", threshold, favourableWhen };
}

function completeFavourable(input: DecisionsInput["favourable"]): Favourable | null {
  if (input === undefined) return null;
  if (typeof input !== "object") return { kind: "values", values: [String(input)] };
  if (Array.isArray(input)) return { kind: "values", values: input.map(String) };
  const [[kind, threshold]] = Object.entries(input) as [
    [Exclude<Favourable["kind"], "values">, number],
  ];
  return { kind, threshold };
}

function completeEvidence(input: EvidenceInput): Evidence {
  return {
    confidence: input.confidence ?? 0.95,
    multiplicity: input.multiplicity ?? "holm",
    family: input.family ?? "budget",
    minimum: { denominator: input.minimum?.denominator ?? 30 },
    convention: "strict",
    seed: input.seed ?? 7,
  };
}

/** Cohort attributes are protected unless `features` says otherwise. */
function completeFeatures(
  features: Readonly<Record<string, FeatureDeclaration>>,
  cohorts: readonly CohortDimension[],
): Record<string, FeatureDeclaration> {
  const complete: Record<string, FeatureDeclaration> = { ...features };
  for (const column of new Set(cohorts.flatMap(({ by }) => by))) {
    const declared = features[column];
    complete[column] = { ...declared, protected: declared?.protected ?? true };
  }
  return complete;
}

/** Where a person can change an input: an address that is safe to link, of an input that can change. */
function checkAddresses(
  features: Readonly<Record<string, FeatureDeclaration>>,
  report: Report,
): void {
  for (const [name, { adjustAt, change }] of Object.entries(features)) {
    if (adjustAt === undefined) continue;
    const at = ["features", name, "adjustAt"];
    if (!isSafeAddress(adjustAt)) {
      report(
        issueAt(at, {
          code: "config/address",
          problem: "a notice cannot link to this address",
          expected: ADDRESS_EXPECTED,
          received: shown(adjustAt),
          hint: "Addresses with a user name, of other schemes or of another host by `//` are refused.",
        }),
      );
    } else if (change === "none") {
      report(
        issueAt(at, {
          code: "config/address",
          problem: "this says where to change an input that is declared as not changeable",
          received: shown(adjustAt),
          hint: "Take out `adjustAt`, or say how it can change: `change: any`, `up` or `down`.",
        }),
      );
    }
  }
}

/** No reason may have two codes. */
function checkReasonCodes(codes: readonly ReasonCode[], report: Report): void {
  const twice = codes.findIndex(({ code }, i) => codes.findIndex((one) => one.code === code) < i);
  if (twice !== -1) {
    report(
      issueAt(["reasonCodes", twice, "code"], {
        code: "config/duplicate",
        problem: "another entry has the same code",
        received: shown((codes[twice] as ReasonCode).code),
        hint: "Put the inputs of both under one entry.",
      }),
    );
  }
  const conflict = findCodeConflict(codes);
  if (conflict === null) return;
  const { first, second, feature } = conflict;
  report(
    issueAt(["reasonCodes", second, "features"], {
      code: "config/reason-codes",
      problem: `reasonCodes[${first}] has this input in the same direction, so a reason would have two codes`,
      expected: "each input under one code a direction",
      received: shown(feature),
    }),
  );
}

function checkLinks(links: readonly FeatureLink[], report: Report): void {
  for (const [index, link] of links.entries()) {
    const found = problemOfLink(link);
    if (found === null) continue;
    const { key, ...details } = found;
    const at = ["links", index, ...(key === undefined ? [] : [key])];
    report(issueAt(at, { code: "config/link", ...details }));
  }
}

/** What is taken as independent cannot be combined with repeated subjects. */
function checkSubjects(
  { weight, clusterBy }: DecisionsSection,
  cohorts: readonly CohortDimension[],
  budgets: readonly Budget[],
  report: Report,
): void {
  if (clusterBy === null) return;
  const refuse = (at: readonly (string | number)[], problem: string): void => {
    const hint = "Take it out, or `decisions.clusterBy` where each row is another person.";
    report(issueAt(at, { code: "config/metric-inputs", problem, hint }));
  };
  if (weight?.kind === "frequency") {
    refuse(
      ["decisions", "weight", "kind"],
      "a frequency weight stands for several people, and `clusterBy` names one",
    );
  }
  for (const { name, within } of cohorts) {
    if (within === undefined) continue;
    refuse(
      ["cohorts", name, "within"],
      "strata are combined as independent, and a subject can have decisions in several",
    );
  }
  budgets.forEach(({ metric }, i) => {
    if (findMetric(metric)?.kind !== "rows") return;
    refuse(
      ["budgets", i, "metric"],
      "the interval of this metric takes each row as another person",
    );
  });
}

function checkSources(
  input: ConfigurationInput,
  decisions: DecisionsSection,
  report: Report,
): void {
  if (decisions.prediction?.kind === "model" && input.model === undefined) {
    report(
      issueAt(["model"], {
        code: "config/missing-key",
        problem: "`prediction: { model: true }` needs a model",
      }),
    );
  }
  for (const [at, source] of [
    [["data"], input.data],
    [["model", "background"], input.model?.background],
  ] as const) {
    if (source === undefined || source === null) continue;
    if ((source.path === undefined) === (source.dataset === undefined)) {
      report(
        issueAt([...at], {
          code: "config/which-source",
          problem: "say where the rows are",
          expected: "either `path`, or `dataset` and `file`",
          received: source.path === undefined ? "neither" : "both",
        }),
      );
    }
  }
}
