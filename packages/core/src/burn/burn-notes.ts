import type { Evidence } from "../budgets/budget.ts";
import type { BurnSection } from "../configuration/configuration.ts";
import { durationText } from "../configuration/duration.ts";

/** What a reader must know beside the numbers, as sentences. */
export function writeBurnNotes(burn: BurnSection, { confidence }: Evidence): string[] {
  const chance = `${Number(((1 - confidence) * 100).toPrecision(4))}\u00a0%`;
  const notes = [
    `Intervals and verdicts hold at every look in a window of ${durationText(burn.window)}: where the truth is inside the limits of a budget in every slot, a false fail shows in at most ${chance} of windows, however often one looks and however the rates move. A pass takes the gap as unchanged within a window, and the interval is of such a gap: ends that come close to each other can mean that the gap changed, not that it is known well. Each decision is taken as independent of the others. A slot counts once it has ended, and the first one of a window only sets what to expect.`,
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
  return notes;
}
