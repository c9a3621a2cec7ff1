import type { Readable, Writable } from "node:stream";
import { type CANCEL_SYMBOL, isCancel, multiselect, select, text } from "@clack/prompts";
import { EvenhandError, parseNumber } from "@evenhand/core";
import type { DraftPrediction } from "../../configuration/draft.ts";
import type { ColumnProfile } from "../../guesses/columns.ts";
import type { Session } from "../../session.ts";

/** The questions of `init`. All throw `usage/cancelled` when the person calls it off. */
export interface Questions {
  outcome(profiles: readonly ColumnProfile[], guess: ColumnProfile | null): Promise<ColumnProfile>;
  favourable(outcome: ColumnProfile, guess: string | null): Promise<readonly string[]>;
  prediction(
    profiles: readonly ColumnProfile[],
    outcome: ColumnProfile,
    guess: ColumnProfile | null,
  ): Promise<DraftPrediction | null>;
  cohorts(
    usable: readonly ColumnProfile[],
    guess: readonly ColumnProfile[],
  ): Promise<readonly ColumnProfile[]>;
}

const MOST_SHOWN = 12;

/** Asks on the terminal, on standard error, since standard output is for results. */
export function questionsOn(session: Session): Questions {
  const streams = { input: session.stdin as Readable, output: session.stderr as Writable };
  return {
    async outcome(profiles, guess) {
      const chosen = await select<ColumnProfile>({
        ...streams,
        message: "Which column holds the recorded outcome?",
        options: profiles.map(optionOf),
        maxItems: MOST_SHOWN,
        ...(guess === null ? {} : { initialValue: guess }),
      });
      return answered(chosen);
    },
    async favourable(outcome, guess) {
      const chosen = await multiselect<string>({
        ...streams,
        message: `Which values of ${outcome.name} are people glad of? (space chooses)`,
        options: outcome.levels.slice(0, 50).map((level) => ({ value: level, label: level })),
        maxItems: MOST_SHOWN,
        required: true,
        ...(guess === null ? {} : { initialValues: [guess] }),
      });
      return answered(chosen);
    },
    async prediction(profiles, outcome, guess) {
      const none = { value: null, label: "none: audit the recorded outcomes alone" };
      const chosen = await select<ColumnProfile | null>({
        ...streams,
        message: "Which column holds what was decided or predicted?",
        options: [none, ...profiles.filter((profile) => profile !== outcome).map(optionOf)],
        maxItems: MOST_SHOWN,
        initialValue: guess,
      });
      const column = answered(chosen);
      if (column === null) return null;
      const isDecision = column.levels.every((level) => outcome.levels.includes(level));
      if (isDecision || !column.isNumeric) return { kind: "column", column: column.name };
      return await askThreshold(column);
    },
    async cohorts(usable, guess) {
      const chosen = await multiselect<ColumnProfile>({
        ...streams,
        message: "Compare people by which columns? (space chooses)",
        options: usable.map(optionOf),
        initialValues: [...guess],
        maxItems: MOST_SHOWN,
        required: true,
      });
      return answered(chosen);
    },
  };

  async function askThreshold(score: ColumnProfile): Promise<DraftPrediction> {
    const answer = await text({
      ...streams,
      message: `${score.name} is a score. Favourable at or above which value?`,
      placeholder: "0.5",
      validate: (value) => (parseNumber(value ?? "") === null ? "Give a number." : undefined),
    });
    return { kind: "score", column: score.name, threshold: Number(answered(answer)) };
  }
}

function answered<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (!isCancel(answer)) return answer;
  throw new EvenhandError({
    code: "usage/cancelled",
    problem: "called off; nothing was written",
  });
}

function optionOf(profile: ColumnProfile): { value: ColumnProfile; label: string; hint: string } {
  const { name, levels, range } = profile;
  const some = levels.slice(0, 4).join(", ");
  const hint =
    range !== null && levels.length > 4
      ? `${range.min} to ${range.max}`
      : `${some}${levels.length > 4 ? `, … (${levels.length})` : ""}`;
  return { value: profile, label: name, hint };
}
