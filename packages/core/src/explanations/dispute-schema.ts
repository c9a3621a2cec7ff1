import * as v from "valibot";
import { DISPUTE_SCHEMA } from "./dispute.ts";

const MOST_CLAIMS = 100;
const LONGEST_COMMENT = 2_000;
/** `2026-02-30` is none. */
function isCalendarDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const name = v.pipe(v.string(), v.nonEmpty());

/** Valibot schema of `evenhand/dispute@1`. Not exported from the package. */
export const disputeSchema: v.GenericSchema<unknown> = v.strictObject({
  schema: v.literal(DISPUTE_SCHEMA),
  subject: name,
  raised: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d{2}-\d{2}$/, "a date as YYYY-MM-DD"),
    v.check(isCalendarDay, "a date that exists, as YYYY-MM-DD"),
  ),
  claims: v.pipe(
    v.array(
      v.strictObject({
        feature: name,
        stated: v.nullable(v.union([v.pipe(v.number(), v.finite()), v.string()])),
        comment: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_COMMENT))),
      }),
    ),
    v.minLength(1),
    v.maxLength(MOST_CLAIMS),
  ),
});
