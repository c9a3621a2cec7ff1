import { countText, type Limit, limitText, numberText } from "@evenhand/core";

/** Stands for a number that does not exist; a reason stands beside it. */
export const ABSENT = "–";

/** A count with narrow spaces between thousands: `48 842`. Weighted counts keep one decimal. */
export function formatCount(count: number): string {
  const whole = Math.trunc(count);
  const tenths = Math.round((count - whole) * 10);
  return tenths === 0 || tenths === 10 ? countText(count) : `${countText(whole)}.${tenths}`;
}

/**
 * A rate, ratio, score or bound, as the verdicts' sentences write it: two decimals, a third below
 * 0.1, more where it would be mistaken for a limit beside it; four significant digits from 100.
 */
export function formatNumber(value: number, apartFrom: readonly number[] = []): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : ABSENT;
  if (Math.abs(value) >= 100) return formatDeclared(value);
  return numberText(value, apartFrom);
}

/** A difference, with its sign always written: `+0.012`, `−0.20`. */
export function formatSigned(value: number, apartFrom: readonly number[] = []): string {
  const text = formatNumber(value, apartFrom);
  return value > 0 ? `+${text}` : text;
}

/** A given number as it was given: `37`, `0.5`; at most four significant digits. */
export function formatDeclared(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}

/** A confidence level: `95 %`, `97.5 %`. */
export function formatConfidence(confidence: number): string {
  return `${formatDeclared(confidence * 100)}\u202f%`;
}

/** How a number is written; the second argument holds numbers it must not be mistaken for. */
export type NumberFormat = (value: number, apartFrom?: readonly number[]) => string;

/** An interval as `0.29 to 0.33`, or `0.29 or more` without an upper end. */
export function formatRange(
  { lower, upper }: { readonly lower: number; readonly upper: number | null },
  apartFrom: readonly number[] = [],
  format: NumberFormat = formatNumber,
): string {
  const from = format(lower, apartFrom);
  return upper === null ? `${from} or more` : `${from} to ${format(upper, apartFrom)}`;
}

/** A limit as `0.80 to 1.25`, `at least 0.80` or `at most 0.05`. */
export function formatLimit(limit: Limit): string {
  return limitText(limit);
}

/** The edges of a limit: what an estimate beside it must not be mistaken for. */
export function edgesOf({ min, max }: Limit): number[] {
  return [min, max].filter((edge) => edge !== null);
}
