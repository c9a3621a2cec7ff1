import type { Configuration } from "../configuration/configuration.ts";
import { EvenhandError, isEvenhandError } from "../errors.ts";
import { drawRows } from "../recourse/draw-rows.ts";
import type { NumericColumn } from "../table/column.ts";
import { type TableInput, table as tableFrom } from "../table/intake.ts";
import { assessDecisions, listJudged } from "./assess-decisions.ts";
import { countChanges } from "./count-changes.ts";
import { requireLawful } from "./lawful.ts";
import { decideRows, pickPoint } from "./pick-point.ts";
import { readScoredTable, type ScoredTable, takeScored } from "./scored-table.ts";
import { type ThresholdKind, thresholdFrontier } from "./threshold-frontier.ts";
import {
  failingBudgets,
  type ThresholdOption,
  type ThresholdOptions,
  type ThresholdQuestion,
} from "./threshold-option.ts";

export interface ChooseOptions {
  /** The UTC date (YYYY-MM-DD) to judge for; needed where there are waivers. */
  readonly today?: string;
  /** Scores of the model, one a row, where the prediction rule is `model`. */
  readonly scores?: NumericColumn;
}

const KINDS: readonly ThresholdKind[] = ["one", "per-cohort", "randomised"];

/**
 * Chooses thresholds of each kind on one half of the rows and reports on the other, where the choice
 * had no part: decisions made and counted there, judged by the same rule as an audit, with intervals,
 * and who would be decided about otherwise. People whom no rule covers keep their decision.
 *
 * @param input a table, row objects, columns, or a data frame
 * @throws EvenhandError `config/unlawful-thresholds` where a kind is asked for that the policy does not
 *   allow, `usage/no-aim` without budgets and `maxGap`, `config/unknown-cohorts`, `config/missing-key`,
 *   `input/…` for the data
 * @example
 * chooseThresholds(rows, configuration, {
 *   dimension: "sex", criterion: "equal-opportunity", utility: { kind: "accuracy" },
 * }).options.map(({ kind, heldOut }) => [kind, heldOut.utility?.value]);
 */
export function chooseThresholds(
  input: TableInput,
  configuration: Configuration,
  question: ThresholdQuestion,
  { today, scores }: ChooseOptions = {},
): ThresholdOptions {
  const { dimension, criterion, seed = configuration.evidence.seed, maxGap } = question;
  const judged = listJudged(configuration);
  if (maxGap === undefined && judged.length === 0) {
    throw new EvenhandError({
      code: "usage/no-aim",
      path: "maxGap",
      problem: "no budget on decisions is declared, so nothing says which gap would do",
      hint: "Declare a budget, or pass `maxGap`.",
    });
  }
  const { allowed, refused } = allowKinds(configuration, question.kinds);
  const table = tableFrom(input);
  const scored = readScoredTable(table, configuration, dimension, question.utility, scores ?? null);
  const [first, second] = halve(scored, seed);
  const day = today ?? null;
  const inForce =
    second.inForce === null ? null : assessDecisions(second, second.inForce, configuration, day);
  const options = allowed.map((kind): ThresholdOption => {
    const frontier = thresholdFrontier(first.decisions, {
      kind,
      criterion,
      utility: first.utility,
      lawful: configuration.remedies.perCohortThresholds,
    });
    const { point, aim } = pickPoint(frontier, first, configuration, { seed, maxGap, today: day });
    const decided = decideRows(second, point.rules, seed + 1);
    const heldOut = assessDecisions(second, decided, configuration, day);
    if (second.inForce === null || inForce === null) {
      return { kind, chosen: point, aim, heldOut, affected: null };
    }
    const { cohorts, names } = second.decisions;
    const before = failingBudgets(inForce.verdicts);
    const after = failingBudgets(heldOut.verdicts);
    const affected = {
      changes: countChanges(second.inForce, decided, cohorts, names),
      newlyFailing: after.filter((id) => !before.includes(id)),
      noLongerFailing: before.filter((id) => !after.includes(id)),
    };
    return { kind, chosen: point, aim, heldOut, affected };
  });
  const judgedIds = new Set(judged.map(({ id }) => id));
  return {
    dimension,
    criterion,
    seed,
    rows: { chosenOn: first.table.rows, heldOut: second.table.rows },
    inForce,
    options,
    refused,
    notJudged: configuration.budgets.map(({ id }) => id).filter((id) => !judgedIds.has(id)),
    notes: writeNotes(scored),
  };
}

function allowKinds(
  { remedies }: Configuration,
  asked: readonly ThresholdKind[] | undefined,
): { allowed: readonly ThresholdKind[]; refused: ThresholdOptions["refused"] } {
  const byCohort = (asked ?? KINDS).filter((kind) => kind !== "one");
  if (byCohort.length === 0) return { allowed: asked ?? KINDS, refused: [] };
  try {
    requireLawful(remedies.perCohortThresholds);
  } catch (error) {
    // What nobody asked for by name is left out and said so.
    if (asked !== undefined || !isEvenhandError(error)) throw error;
    const why = (error as EvenhandError).message;
    return { allowed: ["one"], refused: byCohort.map((kind) => ({ kind, why })) };
  }
  return { allowed: asked ?? KINDS, refused: [] };
}

/** Two halves at random; the first has the smaller where rows are odd. */
function halve(scored: ScoredTable, seed: number): [ScoredTable, ScoredTable] {
  const { rows } = scored.table;
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const drawn = drawRows(all, rows >> 1, seed);
  const isDrawn = new Uint8Array(rows);
  for (const row of drawn) isDrawn[row] = 1;
  const rest = all.filter((row) => isDrawn[row] === 0);
  return [takeScored(scored, drawn), takeScored(scored, rest)];
}

function writeNotes({ decisions: { cohorts }, table }: ScoredTable): string[] {
  let outside = 0;
  for (let row = 0; row < table.rows; row++) if ((cohorts[row] as number) < 0) outside++;
  const notes = [
    "The utility and the gap of `chosen` are of the rows chosen on and therefore optimistic; those held out are not.",
  ];
  if (outside > 0) {
    notes.push(`${outside} rows have no score or no known cohort and keep their decision.`);
  }
  return notes;
}
