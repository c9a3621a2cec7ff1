import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import type { ProxyQuestion } from "../proxies/question.ts";
import type { NumericColumn } from "../table/column.ts";
import type { Table } from "../table/table.ts";
import { readLabels, readScores } from "./audit-scores.ts";

/**
 * What a configuration's section `proxies` asks of a table, for `auditProxies` and `flagProxies`.
 * Features that are not named are the declared ones that are not protected; where none is declared,
 * all columns without a role.
 *
 * @param scores the model's, where it has any; else the declared column of scores is used
 * @throws EvenhandError `usage/no-proxies` without the section, `config/missing-key` where no
 *   feature is left, `config/unknown-column`, `input/not-a-number`
 */
export function proxyQuestion(
  table: Table,
  configuration: Configuration,
  scores: NumericColumn | null = null,
): ProxyQuestion {
  const { proxies, decisions, evidence } = configuration;
  if (proxies === null) {
    throw new EvenhandError({
      code: "usage/no-proxies",
      path: "proxies",
      problem: "the configuration does not ask for proxies",
      expected: "a section `proxies`, which may be empty: `proxies: {}`",
    });
  }
  const { protected: attributes, features, legitimate, causes, limit, folds, seed } = proxies;
  return {
    features: features ?? suggestFeatures(table, configuration),
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

function suggestFeatures(table: Table, { features, cohorts, decisions, proxies }: Configuration) {
  const declared = Object.keys(features).filter(
    (name) => features[name]?.protected !== true && table.columns.has(name),
  );
  if (declared.length > 0) return declared;
  const { id, label, prediction, score, time, weight, clusterBy } = decisions;
  const roles = new Set([
    ...[id, label, score, time, clusterBy, weight?.column],
    prediction?.kind === "column" ? prediction.column : null,
    ...cohorts.flatMap(({ by }) => by),
    ...(proxies?.protected ?? []).map(({ column }) => column),
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
