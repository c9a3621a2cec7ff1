import { completeProxies } from "../configuration/complete-proxies.ts";
import type { Configuration, ProxiesSection } from "../configuration/configuration.ts";
import { errorFrom } from "../configuration/issue.ts";
import { EvenhandError } from "../errors.ts";
import type { AuditedAttribute, ProxyQuestion } from "../proxies/question.ts";
import type { NumericColumn } from "../table/column.ts";
import type { Table } from "../table/table.ts";
import { readLabels, readScores } from "./audit-scores.ts";

/**
 * What a configuration's section `proxies` asks of a table, for `auditProxies` and `flagProxies`; with
 * the defaults where there is no such section.
 * Features that are not named are the declared ones that are not protected; where none is declared,
 * all columns without a role.
 *
 * @param scores the model's, where it has any; else the declared column of scores is used
 * @throws EvenhandError `config/missing-key` where no attribute or no feature is left,
 *   `config/unknown-column`, `input/not-a-number`
 */
export function proxyQuestion(
  table: Table,
  configuration: Configuration,
  scores: NumericColumn | null = null,
): ProxyQuestion {
  const { decisions, evidence } = configuration;
  const proxies = configuration.proxies ?? defaultProxies(configuration);
  const { protected: attributes, features, legitimate, causes, limit, folds, seed } = proxies;
  return {
    features: features ?? suggestFeatures(table, configuration, attributes),
    protected: attributes,
    score: scores ?? readScores(table, decisions.score),
    outcomes: readLabels(table, configuration),
    legitimate,
    causes,
    limit,
    folds,
    seed,
    confidence: evidence.confidence,
    minimum: Math.max(10, evidence.minimum.denominator),
  };
}

function defaultProxies({ evidence, cohorts, features }: Configuration): ProxiesSection {
  return completeProxies({}, evidence.seed, cohorts, features, (issue) => {
    throw errorFrom([issue]);
  });
}

function suggestFeatures(
  table: Table,
  { features, cohorts, decisions }: Configuration,
  attributes: readonly AuditedAttribute[],
): string[] {
  const declared = Object.keys(features).filter(
    (name) => features[name]?.protected !== true && table.columns.has(name),
  );
  if (declared.length > 0) return declared;
  const { id, label, prediction, score, time, weight, clusterBy } = decisions;
  const roles = new Set([
    ...[id, label, score, time, clusterBy, weight?.column],
    prediction?.kind === "column" ? prediction.column : null,
    ...cohorts.flatMap(({ by }) => by),
    ...attributes.map(({ column }) => column),
  ]);
  const left = [...table.columns.keys()].filter((name) => !roles.has(name));
  if (left.length > 0) return left;
  throw new EvenhandError({
    code: "config/missing-key",
    path: "proxies.features",
    problem: "every column has a role, so none is left to tell an attribute from",
    expected: "the names of columns",
  });
}
