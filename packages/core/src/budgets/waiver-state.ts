import type { Waiver } from "./waiver.ts";

/** Where a waiver stands on a day, whatever the verdicts say. */
export interface WaiverState {
  /** `ending`: in force, and within `REMINDER_DAYS` of its last day. */
  readonly status: "active" | "ending" | "expired" | "not-yet-valid";
  /** From today to the last valid day: 0 on that day, below 0 afterwards. */
  readonly daysLeft: number;
}

/** How long before its last day a waiver is brought to mind. */
const REMINDER_DAYS = 14;

/**
 * Where a waiver stands on a day.
 *
 * @param today the UTC date, YYYY-MM-DD
 * @example
 * stateOfWaiver(waiver, "2026-11-24"); // { status: "ending", daysLeft: 6 }
 */
export function stateOfWaiver({ created, expires }: Waiver, today: string): WaiverState {
  const daysLeft = Math.round((Date.parse(expires) - Date.parse(today)) / 86_400_000);
  // ISO dates compare as texts.
  if (today > expires) return { status: "expired", daysLeft };
  if (today < created) return { status: "not-yet-valid", daysLeft };
  return { status: daysLeft <= REMINDER_DAYS ? "ending" : "active", daysLeft };
}

/** What a reader must know of the waivers: those that end soon, and those that no longer hold. */
export function remindOfWaivers(waivers: readonly Waiver[], today: string): string[] {
  return waivers.flatMap((waiver) => {
    const { status, daysLeft } = stateOfWaiver(waiver, today);
    const name = `The waiver of "${waiver.budget}" for ${waiverCohort(waiver)} (${waiver.owner})`;
    if (status === "expired") return [`${name} ended on ${waiver.expires}: it covers nothing.`];
    if (status !== "ending") return [];
    const when =
      daysLeft === 0
        ? "today"
        : daysLeft === 1
          ? "tomorrow"
          : `in ${daysLeft} days, on ${waiver.expires}`;
    return [`${name} ends ${when}.`];
  });
}

/** `sex=Female`, in the order the waiver names them. */
export function waiverCohort({ cohort }: Waiver): string {
  return Object.entries(cohort)
    .map(([column, level]) => `${column}=${level}`)
    .join(",");
}
