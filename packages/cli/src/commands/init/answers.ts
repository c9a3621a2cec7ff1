import { EvenhandError, parseNumber, shown, suggestName } from "@evenhand/core";
import type { Draft, DraftCohort, DraftPrediction } from "../../configuration/draft.ts";
import {
  type ColumnProfile,
  guessBands,
  guessFavourable,
  guessOutcome,
  guessPrediction,
  guessProtected,
  MOST_COHORT_LEVELS,
} from "../../guesses/columns.ts";
import type { Questions } from "./questions.ts";

/** What the options say; the rest is asked or guessed. */
export interface GivenAnswers {
  readonly outcome: string | undefined;
  readonly favourable: readonly string[];
  readonly by: readonly string[];
  readonly prediction: string | undefined;
  readonly score: string | undefined;
  readonly threshold: string | undefined;
}

export interface Settled {
  readonly answers: Pick<Draft, "outcome" | "favourable" | "prediction" | "cohorts">;
  /** What was guessed rather than given or asked. */
  readonly said: readonly string[];
}

/**
 * Settles every question of a first configuration: by option, by asking, else by guessing.
 *
 * @param questions null where nobody can be asked
 * @throws EvenhandError `usage/cancelled` when the person called it off,
 *   `config/unknown-column`, `usage/no-outcome`, `usage/no-favourable`,
 *   `config/unknown-favourable`, `usage/no-cohorts`, `config/too-many-levels`, `usage/threshold`,
 *   `usage/two-predictions`
 */
export async function settleAnswers(
  profiles: readonly ColumnProfile[],
  given: GivenAnswers,
  questions: Questions | null,
): Promise<Settled> {
  const said: string[] = [];
  const outcome = await settleOutcome(profiles, given, questions, said);
  const favourable = await settleFavourable(outcome, given, questions, said);
  const prediction = await settlePrediction(profiles, outcome, given, questions, said);
  const taken = [outcome.name, ...(prediction === null ? [] : [prediction.column])];
  const free = profiles.filter(({ name }) => !taken.includes(name));
  const cohorts = await settleCohorts(free, profiles, given, questions, said);
  return { answers: { outcome: outcome.name, favourable, prediction, cohorts }, said };
}

async function settleOutcome(
  profiles: readonly ColumnProfile[],
  { outcome }: GivenAnswers,
  questions: Questions | null,
  said: string[],
): Promise<ColumnProfile> {
  if (outcome !== undefined) return profileOf(profiles, outcome, "--outcome");
  const guess = guessOutcome(profiles);
  if (questions !== null) return await questions.outcome(profiles, guess);
  if (guess !== null) {
    said.push(`the outcome is ${shown(guess.name)}`);
    return guess;
  }
  throw new EvenhandError({
    code: "usage/no-outcome",
    path: "--outcome",
    problem: "no column is surely the outcome",
    expected: "the name of the column with the recorded outcome",
    hint: `The columns are: ${profiles.map(({ name }) => shown(name)).join(", ")}.`,
  });
}

async function settleFavourable(
  outcome: ColumnProfile,
  { favourable }: GivenAnswers,
  questions: Questions | null,
  said: string[],
): Promise<readonly string[]> {
  const never = favourable.find((value) => !outcome.levels.includes(value));
  if (never !== undefined) {
    throw new EvenhandError({
      code: "config/unknown-favourable",
      path: "--favourable",
      problem: `this value never occurs in column ${shown(outcome.name)}`,
      received: shown(never),
      hint: suggestName(never, outcome.levels),
    });
  }
  if (favourable.length > 0) return favourable;
  const guess = guessFavourable(outcome.levels);
  if (questions !== null) return await questions.favourable(outcome, guess);
  if (guess !== null) {
    said.push(`the favourable value is ${shown(guess)}`);
    return [guess];
  }
  throw new EvenhandError({
    code: "usage/no-favourable",
    path: "--favourable",
    problem: `it cannot be told which value of ${shown(outcome.name)} people are glad of`,
    expected: "one or more of its values",
    hint: `There are: ${outcome.levels.slice(0, 8).map(shown).join(", ")}.`,
  });
}

async function settlePrediction(
  profiles: readonly ColumnProfile[],
  outcome: ColumnProfile,
  { prediction, score, threshold }: GivenAnswers,
  questions: Questions | null,
  said: string[],
): Promise<DraftPrediction | null> {
  refuseHalfScores({ prediction, score, threshold });
  if (prediction !== undefined) {
    return { kind: "column", column: profileOf(profiles, prediction, "--prediction").name };
  }
  if (score !== undefined) {
    const column = profileOf(profiles, score, "--score").name;
    return { kind: "score", column, threshold: thresholdOf(threshold) };
  }
  const guess = guessPrediction(profiles, outcome);
  if (questions !== null) return await questions.prediction(profiles, outcome, guess);
  if (guess === null) {
    said.push("there is no column of predictions, so the recorded outcomes alone are audited");
    return null;
  }
  said.push(`the prediction is ${shown(guess.name)}`);
  return { kind: "column", column: guess.name };
}

/** A threshold without its score, or beside a column of decisions, would be ignored. */
function refuseHalfScores({
  prediction,
  score,
  threshold,
}: Pick<GivenAnswers, "prediction" | "score" | "threshold">): void {
  if (prediction !== undefined && score !== undefined) {
    throw new EvenhandError({
      code: "usage/two-predictions",
      path: "--score",
      problem: "decisions come from a column or from a score, and both were named",
      hint: "Leave out --prediction or --score.",
    });
  }
  if (threshold === undefined || score !== undefined) return;
  throw new EvenhandError({
    code: "usage/threshold",
    path: "--threshold",
    problem: "a threshold needs the score that it is for",
    expected: "--score with the column of the score",
  });
}

function thresholdOf(text: string | undefined): number {
  const number = text === undefined ? null : parseNumber(text);
  if (number !== null) return number;
  throw new EvenhandError({
    code: "usage/threshold",
    path: "--threshold",
    problem: "a score needs a threshold that is a number",
    expected: "favourable at or above it, for example 0.5",
    received: text === undefined ? "nothing" : shown(text),
  });
}

async function settleCohorts(
  free: readonly ColumnProfile[],
  profiles: readonly ColumnProfile[],
  { by }: GivenAnswers,
  questions: Questions | null,
  said: string[],
): Promise<readonly DraftCohort[]> {
  if (by.length > 0) {
    return [...new Set(by)].map((name) => {
      const profile = profileOf(profiles, name, "--by");
      if (!isUsable(profile)) throw tooManyLevels(profile);
      return cohortOf(profile, said);
    });
  }
  const usable = free.filter(isUsable);
  const guess = guessProtected(usable);
  for (const skipped of guessProtected(free)) {
    if (usable.includes(skipped)) continue;
    said.push(`${shown(skipped.name)} is left out: it has ${skipped.levels.length} values`);
  }
  if (questions !== null) {
    const chosen = await questions.cohorts(usable, guess);
    return chosen.map((profile) => cohortOf(profile, said));
  }
  if (guess.length > 0) {
    const names = guess.map(({ name }) => shown(name)).join(", ");
    said.push(`people are compared by ${names}, named like protected attributes`);
    return guess.map((profile) => cohortOf(profile, said));
  }
  throw new EvenhandError({
    code: "usage/no-cohorts",
    path: "--by",
    problem: "no column is named like a protected attribute",
    expected: "one or more columns to compare people by",
    hint: `The columns are: ${profiles.map(({ name }) => shown(name)).join(", ")}.`,
  });
}

function isUsable(profile: ColumnProfile): boolean {
  return (
    (profile.levels.length > 1 && profile.levels.length <= MOST_COHORT_LEVELS) ||
    guessBands(profile) !== null
  );
}

function cohortOf(profile: ColumnProfile, said: string[]): DraftCohort {
  const bands = guessBands(profile);
  if (bands !== null) {
    said.push(`${shown(profile.name)} is cut into bands at ${bands.join(", ")}`);
    return { column: profile.name, bands, reference: "rest" };
  }
  // Of two cohorts, one against the other says it all; the larger one is the steadier reference.
  const reference = profile.levels.length === 2 ? (profile.levels[0] as string) : "rest";
  return { column: profile.name, bands: null, reference };
}

function profileOf(profiles: readonly ColumnProfile[], name: string, path: string): ColumnProfile {
  const found = profiles.find((profile) => profile.name === name);
  if (found !== undefined) return found;
  throw new EvenhandError({
    code: "config/unknown-column",
    path,
    problem: "no column has this name",
    received: shown(name),
    hint: suggestName(
      name,
      profiles.map((profile) => profile.name),
    ),
  });
}

function tooManyLevels({ name, levels }: ColumnProfile): EvenhandError {
  return new EvenhandError({
    code: "config/too-many-levels",
    path: "--by",
    problem: `column ${shown(name)} makes no cohorts`,
    expected: `2 to ${MOST_COHORT_LEVELS} values, or numbers to cut into bands`,
    received: `${levels.length} ${levels.length === 1 ? "value" : "values"}`,
    hint: "Use a coarser column.",
  });
}
