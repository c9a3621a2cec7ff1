import type { Debt } from "./debt.ts";
import type { History, HistoryEntry, HistoryRule, Odometer } from "./history.ts";

const DAY = 86_400_000;

/**
 * How long a comparison that is inconclusive now has been so: in how many sets of people in a row, and
 * since when. Several looks at the same people count as one, the last of them.
 */
export function debtOf(
  { entries }: History,
  people: string,
  comparison: { readonly budget: string; readonly cohort: string },
  today: string,
  { dataSets: mostSets, days: mostDays }: HistoryRule,
): Debt {
  const isOpen = (entry: HistoryEntry): boolean => verdictIn(entry, comparison) === "inconclusive";
  const lastLooks = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    // Set anew, so that a set of people stands where it was looked at last.
    lastLooks.delete(entry.people);
    lastLooks.set(entry.people, entry);
  }
  lastLooks.delete(people);
  const inARow = new Set([people]);
  for (const entry of [...lastLooks.values()].reverse()) {
    if (!isOpen(entry)) break;
    inARow.add(entry.people);
  }
  const dataSets = inARow.size;
  const looks = entries.filter((entry) => inARow.has(entry.people) && isOpen(entry));
  // ISO dates sort as texts.
  const [since = today] = [today, ...looks.map((entry) => entry.today)].sort();
  const days = Math.round((Date.parse(today) - Date.parse(since)) / DAY);
  const escalated =
    (mostSets !== null && dataSets >= mostSets) || (mostDays !== null && days >= mostDays);
  return { dataSets, since, days, escalated };
}

function verdictIn(
  { verdicts }: HistoryEntry,
  { budget, cohort }: { readonly budget: string; readonly cohort: string },
) {
  return verdicts.find((one) => one.budget === budget && one.cohort === cohort)?.verdict;
}

/**
 * How many models the same people have judged, and the confidence that this leaves: each look spends
 * its part of α, as the best of k models on the same people looks better than it is (Bonferroni). The
 * same decisions seen again are no new look.
 */
export function readOdometer(
  { entries }: History,
  people: string,
  decisions: string,
  confidence: number,
  { models: most }: HistoryRule,
): Odometer {
  const seen = new Set([decisions]);
  for (const entry of entries) if (entry.people === people) seen.add(entry.decisions);
  const models = seen.size;
  return {
    models,
    confidence: 1 - (1 - confidence) / models,
    wornOut: most !== null && models > most,
  };
}

/**
 * The history with one look more. A rerun (the same decisions about the same people) takes the place
 * of the earlier one and keeps its day, so that debt is not forgiven by looking again.
 */
export function recordLook(history: History, entry: HistoryEntry): History {
  const at = history.entries.findIndex(
    ({ people, decisions }) => people === entry.people && decisions === entry.decisions,
  );
  const before = history.entries[at];
  return {
    ...history,
    entries:
      before === undefined
        ? [...history.entries, entry]
        : history.entries.with(at, { ...entry, today: before.today }),
  };
}
