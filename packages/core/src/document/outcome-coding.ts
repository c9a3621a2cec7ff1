import type { CellOutcome, CellSchema } from "../cells/cells.ts";
import { type Coding, codeLevels, codeRows } from "../cells/coding.ts";
import type { DecisionsSection, Favourable } from "../configuration/configuration.ts";
import { EvenhandError, shown } from "../errors.ts";
import { type Column, isPresent, type NumericColumn } from "../table/column.ts";
import { nearestName } from "../table/nearest.ts";
import { requireNumbers } from "../table/numbers.ts";

/** A label or prediction column as classes, some of them favourable. */
export interface CodedOutcome {
  readonly outcome: CellOutcome;
  readonly coding: Coding;
}

export type Threshold = Extract<Favourable, { threshold: number }>;

/**
 * Codes a column of labels or decisions.
 *
 * @throws EvenhandError `input/not-a-number` where a threshold meets a text,
 *   `config/too-many-levels`
 */
export function codeOutcome(column: Column, favourable: Favourable, path: string): CodedOutcome {
  if (favourable.kind !== "values") {
    return codeThreshold(column.name, requireNumbers(column, path), favourable);
  }
  const coding = codeLevels(column, path, "classes");
  return { outcome: outcomeOfLevels(column.name, favourable.values, coding.levels), coding };
}

/** Classes by their texts; those of the favourable values that occur are favourable. */
export function outcomeOfLevels(
  column: string,
  values: readonly string[],
  classes: readonly string[],
): CellOutcome {
  const favourable = classes.filter((level) => values.includes(level));
  return { column, rule: values.join(" or "), classes, favourable };
}

/** Codes scores against the threshold of a prediction rule: `above` is at least, `below` is less. */
export function codeScores(
  name: string,
  scores: NumericColumn,
  threshold: number,
  favourableWhen: "above" | "below",
): CodedOutcome {
  const kind = favourableWhen === "above" ? "atLeast" : "below";
  return codeThreshold(name, scores, { kind, threshold });
}

const WORDS: Readonly<Record<Threshold["kind"], readonly [met: string, unmet: string]>> = {
  above: ["above", "at most"],
  atLeast: ["at least", "below"],
  below: ["below", "at least"],
  atMost: ["at most", "above"],
};

/** Two classes: 0 where a number does not meet the threshold, 1 where it does. */
export function outcomeOfThreshold(column: string, { kind, threshold }: Threshold): CellOutcome {
  const [met, unmet] = WORDS[kind];
  const classes = [`${unmet} ${threshold}`, `${met} ${threshold}`];
  return { column, rule: `${met} ${threshold}`, classes, favourable: classes.slice(1) };
}

function codeThreshold(name: string, numbers: NumericColumn, declared: Threshold): CodedOutcome {
  const outcome = outcomeOfThreshold(name, declared);
  const { kind, threshold } = declared;
  const coding = codeRows(outcome.classes, numbers.values.length, (row) => {
    if (!isPresent(numbers, row)) return -1;
    return meetsThreshold(numbers.values[row] as number, kind, threshold) ? 1 : 0;
  });
  return { outcome, coding };
}

/** True where a number lies on the favourable side. */
export function meetsThreshold(value: number, kind: Threshold["kind"], threshold: number): boolean {
  return COMPARE[kind](value, threshold);
}

const COMPARE: Readonly<Record<Threshold["kind"], (value: number, threshold: number) => boolean>> =
  {
    above: (value, threshold) => value > threshold,
    atLeast: (value, threshold) => value >= threshold,
    below: (value, threshold) => value < threshold,
    atMost: (value, threshold) => value <= threshold,
  };

/**
 * Refuses favourable values that occur in none of the outcomes; a shard may lack them, the whole may
 * not.
 *
 * @throws EvenhandError `config/unknown-favourable`, with the values that do occur
 */
export function requireFavourable(
  { favourable, prediction }: DecisionsSection,
  { label, prediction: predicted }: CellSchema,
): void {
  if (favourable === null || favourable.kind !== "values") return;
  const outcomes = [label, prediction?.kind === "column" ? predicted : null].filter(
    (outcome) => outcome !== null,
  );
  if (outcomes.length === 0) return;
  if (outcomes.some((outcome) => outcome.favourable.length > 0)) return;
  const classes = [...new Set(outcomes.flatMap((outcome) => outcome.classes))];
  const [wanted] = favourable.values;
  const near = nearestName(wanted as string, classes);
  const some = classes.slice(0, 8).map(shown).join(", ");
  throw new EvenhandError({
    code: "config/unknown-favourable",
    path: "decisions.favourable",
    problem: `no such value occurs in ${outcomes.map(({ column }) => shown(column)).join(" or ")}`,
    expected: `one of ${some}${classes.length > 8 ? ", …" : ""}`,
    received: favourable.values.map(shown).join(", "),
    ...(near === null ? {} : { hint: `Did you mean ${shown(near)}?` }),
  });
}
