import type { Evidence } from "../budgets/budget.ts";
import type { BurnSection } from "../configuration/configuration.ts";
import { durationText } from "../configuration/duration.ts";
import type { BurnSlot } from "./burn-document.ts";

/** What a reader must know beside the numbers, as sentences. */
export function writeBurnNotes(
  burn: BurnSection,
  slots: readonly BurnSlot[],
  { confidence }: Evidence,
): string[] {
  const chance = `${Number(((1 - confidence) * 100).toPrecision(4))}\u00a0%`;
  const notes = [
    `Intervals and verdicts hold at every look in a window of ${durationText(burn.window)}: where the truth is inside the limits of a budget, a false fail shows in at most ${chance} of windows, however often one looks. They take each decision as independent and the rates behind them as unchanged within a window.`,
    "A slot on its own, a shortfall and an alert are points: they say nothing of chance. A shortfall is an amount, the size of a gap, and no instruction.",
  ];
  if (burn.since === null) {
    notes.push(
      "Windows are counted from the first slot, since `burn.since` is not declared: data that begin on another day give other windows.",
    );
  }
  if (burn.allowedShortfall === null) {
    notes.push("There are no alerts, since `burn.allowedShortfall` is not declared.");
  }
  const last = slots.at(-1);
  if (last?.isComplete === false) {
    notes.push(`The last slot, from ${last.from}, had not ended on the day it was judged for.`);
  }
  return notes;
}
