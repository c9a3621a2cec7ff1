import type { Cells } from "../../cells/cells.ts";
import type { DecideContext, Policy } from "../policy.ts";
import type { Verdict } from "../verdict.ts";
import { HISTORY_SCHEMA, type History, type HistoryEntry, type Odometer } from "./history.ts";
import { decisionsKey, peopleKey } from "./keys.ts";
import { debtOf, readOdometer } from "./read-history.ts";

const NONE: History = { schema: HISTORY_SCHEMA, entries: [] };

/** The policy with the confidence that is left once the looks at the same people are allowed for. */
export function allowForLooks(
  cells: Cells,
  policy: Policy,
  { history }: DecideContext,
): { readonly policy: Policy; readonly odometer: Odometer | null } {
  const { history: rule, evidence } = policy;
  if (rule === undefined || rule === null) return { policy, odometer: null };
  const odometer = readOdometer(
    history ?? NONE,
    peopleKey(cells),
    decisionsKey(cells),
    evidence.confidence,
    rule,
  );
  const { confidence } = odometer;
  return { policy: { ...policy, evidence: { ...evidence, confidence } }, odometer };
}

/** Verdicts with how long each inconclusive one has been so. */
export function addDebts(
  verdicts: readonly Verdict[],
  cells: Cells,
  { history: rule }: Policy,
  { history, today }: DecideContext,
): readonly Verdict[] {
  if (rule === undefined || rule === null || today === null) return verdicts;
  const people = peopleKey(cells);
  return verdicts.map((verdict) =>
    verdict.verdict === "inconclusive"
      ? { ...verdict, debt: debtOf(history ?? NONE, people, verdict, today, rule) }
      : verdict,
  );
}

/** What a history keeps of a check. */
export function lookOf(cells: Cells, verdicts: readonly Verdict[], today: string): HistoryEntry {
  return {
    today,
    people: peopleKey(cells),
    decisions: decisionsKey(cells),
    verdicts: verdicts.map(({ budget, cohort, verdict }) => ({ budget, cohort, verdict })),
  };
}
