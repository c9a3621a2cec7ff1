/** A length of time by the calendar: whole days, weeks or months. */
export interface Duration {
  readonly count: number;
  readonly unit: "day" | "week" | "month";
}

/** `90d`, `1w`, `3mo`. */
export const DURATION_PATTERN: RegExp = /^([1-9]\d{0,3})(d|w|mo)$/;

const UNITS: Readonly<Record<string, Duration["unit"]>> = { d: "day", w: "week", mo: "month" };

/** A duration that has the form of `DURATION_PATTERN`. Null for other texts. */
export function parseDuration(text: string): Duration | null {
  const [, count, unit] = DURATION_PATTERN.exec(text) ?? [];
  if (count === undefined || unit === undefined) return null;
  return { count: Number(count), unit: UNITS[unit] as Duration["unit"] };
}

/** Days at the least: a month has 28. */
export function leastDays({ count, unit }: Duration): number {
  return count * { day: 1, week: 7, month: 28 }[unit];
}

/** Days at the most, for durations of some months: 31 each. */
export function mostDays({ count, unit }: Duration): number {
  return count * { day: 1, week: 7, month: 31 }[unit];
}

/** `90 days`, `1 week`. */
export function durationText({ count, unit }: Duration): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
