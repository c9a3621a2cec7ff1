import { EvenhandError, shown } from "../errors.ts";
import { requireColumn, type Table } from "../table/table.ts";
import { findCycle } from "./causal-path.ts";
import type { CompleteProxyQuestion, ProxyQuestion } from "./question.ts";

/** From this area on a feature counts as a proxy, unless another limit is declared. */
export const DEFAULT_LIMIT = 0.7;

/**
 * The question with its defaults.
 *
 * @throws EvenhandError `config/unknown-column`, `config/invalid-value`, `config/missing-key`,
 *   `config/duplicate-name`, `config/causal-cycle`, `input/lengths-differ`
 */
export function completeProxyQuestion(
  table: Table,
  question: ProxyQuestion,
): CompleteProxyQuestion {
  const complete: CompleteProxyQuestion = {
    score: null,
    outcomes: null,
    legitimate: [],
    causes: [],
    limit: DEFAULT_LIMIT,
    confidence: 0.95,
    folds: 5,
    seed: 7,
    minimum: 30,
    ...question,
  };
  const { features, legitimate, causes, limit, confidence, folds, seed, minimum } = complete;
  requireSome(features, "proxies.features");
  requireSome(complete.protected, "proxies.protected");
  requireDistinct(features, "proxies.features");
  requireDistinct(
    complete.protected.map(({ column }) => column),
    "proxies.protected",
  );
  features.forEach((feature, i) => {
    requireColumn(table, feature, `proxies.features[${i}]`);
  });
  legitimate.forEach(({ feature, owner, rationale }, i) => {
    const path = `proxies.legitimate[${i}]`;
    requireColumn(table, feature, `${path}.feature`);
    if (complete.protected.some(({ column }) => column === feature)) {
      throw new EvenhandError({
        code: "config/invalid-value",
        path: `${path}.feature`,
        problem: "a protected attribute cannot be what people are alike in when it is looked for",
        received: shown(feature),
      });
    }
    requireText(owner, `${path}.owner`, "a person who answers for its use");
    requireText(rationale, `${path}.rationale`, "why decisions need it");
  });
  requireDistinct(
    legitimate.map(({ feature }) => feature),
    "proxies.legitimate",
  );
  requireNumber(limit > 0.5 && limit < 1, "proxies.limit", "an area above 0.5 and below 1", limit);
  requireNumber(
    confidence >= 0.5 && confidence < 1,
    "proxies.confidence",
    "0.5 to below 1",
    confidence,
  );
  requireNumber(isWhole(folds, 2, 20), "proxies.folds", "a whole number from 2 to 20", folds);
  requireNumber(isWhole(seed, 0, 2 ** 31), "proxies.seed", "a whole number, 0 or more", seed);
  requireNumber(
    isWhole(minimum, 10, 1e9),
    "proxies.minimum",
    "a whole number, 10 or more",
    minimum,
  );
  const cycle = findCycle(causes);
  if (cycle !== null) {
    throw new EvenhandError({
      code: "config/causal-cycle",
      path: "proxies.causes",
      problem: "the arrows lead back to where they started",
      expected: "a graph without a cycle",
      received: shown(cycle),
    });
  }
  const { outcomes, score } = complete;
  requireLength(outcomes?.length, table.rows, "proxies.outcomes");
  requireLength(score?.values.length, table.rows, "proxies.score");
  return complete;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function requireSome(list: readonly unknown[], path: string): void {
  if (list.length > 0) return;
  throw new EvenhandError({
    code: "config/missing-key",
    path,
    problem: "nothing is named here",
    expected: "at least one column",
  });
}

function requireDistinct(names: readonly string[], path: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new EvenhandError({
    code: "config/duplicate-name",
    path,
    problem: "a column is named twice",
    received: shown(twice),
    hint: "Leave one out.",
  });
}

function requireText(text: string, path: string, expected: string): void {
  if (text.trim() !== "") return;
  throw new EvenhandError({
    code: "config/invalid-value",
    path,
    problem: "this text is empty",
    expected,
  });
}

function requireNumber(holds: boolean, path: string, expected: string, received: number): void {
  if (holds) return;
  throw new EvenhandError({
    code: "config/invalid-value",
    path,
    problem: "this number is out of range",
    expected,
    received: String(received),
  });
}

function requireLength(length: number | undefined, rows: number, path: string): void {
  if (length === undefined || length === rows) return;
  throw new EvenhandError({
    code: "input/lengths-differ",
    path,
    problem: "one value a row is needed",
    expected: String(rows),
    received: String(length),
  });
}
