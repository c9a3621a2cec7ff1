// Units of time that `Intl` says in every language, by the English words for them.
const TIMES = ["second", "minute", "hour", "day", "week", "month", "year"] as const;
export type TimeUnit = (typeof TIMES)[number];

/** The unit of time that an English word stands for: `years` and `year` are `year`. */
export function timeUnitOf(text: string): TimeUnit | null {
  const word = text.toLowerCase();
  return TIMES.find((unit) => word === unit || word === `${unit}s`) ?? null;
}
