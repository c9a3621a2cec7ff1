import { parseConfiguration } from "../configuration/check-configuration.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { CohortInput, ConfigurationInput } from "../configuration/input.ts";
import { EvenhandError, shown } from "../errors.ts";
import { categoriesOf } from "../table/category.ts";
import { nearestName } from "../table/nearest.ts";
import { requireColumn, type Table } from "../table/table.ts";

/** The shortest question: an outcome, and by what to divide people. */
export interface Question {
  /** Column of recorded outcomes. */
  readonly outcome: string;
  /** Which value is favourable; may be left out where the values are 0/1, false/true or no/yes. */
  readonly favourable?: string | number | boolean;
  /** Column of decisions with the same values as the outcome; without it the outcomes alone are audited. */
  readonly prediction?: string;
  /** Attributes; each is a dimension with everyone else as reference, and so is their product. */
  readonly by: readonly string[];
}

/** Everything `audit` accepts as its question. */
export type AuditQuestion = Question | ConfigurationInput | Configuration;

/**
 * The complete configuration of a question.
 *
 * @throws EvenhandError `config/…`
 */
export function completeQuestion(question: AuditQuestion, table: Table): Configuration {
  if (isConfiguration(question)) return question;
  return parseConfiguration("outcome" in question ? expandQuestion(question, table) : question);
}

function isConfiguration(question: AuditQuestion): question is Configuration {
  return "cohorts" in question && Array.isArray(question.cohorts);
}

const KEYS = ["outcome", "favourable", "prediction", "by"];

/** Without it a weight or a score that was asked for would be left out without a word. */
function requireKnownKeys(question: Question): void {
  const unknown = Object.keys(question).find((key) => !KEYS.includes(key));
  if (unknown === undefined) return;
  const near = nearestName(unknown, KEYS);
  throw new EvenhandError({
    code: "config/unknown-key",
    path: unknown,
    problem: "the short question has no such key",
    received: shown(unknown),
    expected: KEYS.join(", "),
    hint:
      near === null
        ? "Weights, scores and budgets are declared in a configuration: { decisions, cohorts, … }."
        : `Did you mean ${shown(near)}?`,
  });
}

function expandQuestion(question: Question, table: Table): ConfigurationInput {
  requireKnownKeys(question);
  const { outcome, by, prediction } = question;
  const cohorts: Record<string, CohortInput> = {};
  for (const column of by) cohorts[column] = { by: [column], reference: "rest" };
  if (by.length > 1) cohorts[by.join("×")] = { by, reference: "rest" };
  const favourable = question.favourable ?? guessFavourable(outcome, table);
  const decisions = { label: outcome, favourable };
  return {
    decisions: prediction === undefined ? decisions : { ...decisions, prediction },
    cohorts,
  };
}

/** The favourable one of the pairs that speak for themselves. */
const PAIRS: Readonly<Record<string, string>> = {
  "0,1": "1",
  "false,true": "true",
  "no,yes": "yes",
};

function guessFavourable(outcome: string, table: Table): string {
  const { levels } = categoriesOf(requireColumn(table, outcome, "outcome"));
  const sorted = [...levels].sort();
  const folded = levels.map((level) => level.toLowerCase()).sort();
  const pair = PAIRS[folded.join()];
  const guess = sorted.find((level) => level.toLowerCase() === pair);
  if (guess !== undefined) return guess;
  throw new EvenhandError({
    code: "config/missing-key",
    path: "favourable",
    problem: `which value of ${shown(outcome)} is favourable cannot be guessed`,
    expected: `one of ${sorted.slice(0, 8).map(shown).join(", ")}${sorted.length > 8 ? ", …" : ""}`,
  });
}
