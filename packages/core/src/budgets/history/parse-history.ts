import * as v from "valibot";
import { EvenhandError, shown } from "../../errors.ts";
import { HISTORY_SCHEMA, type History } from "./history.ts";

const text = v.string();

const HISTORY = v.object({
  schema: v.literal(HISTORY_SCHEMA),
  entries: v.array(
    v.object({
      today: v.pipe(text, v.isoDate()),
      people: text,
      decisions: text,
      verdicts: v.array(
        v.object({
          budget: text,
          cohort: text,
          verdict: v.picklist(["pass", "fail", "inconclusive", "no-data", "error"]),
        }),
      ),
    }),
  ),
});

/**
 * Reads a history back from parsed JSON.
 *
 * @throws EvenhandError `input/not-a-history`
 */
export function parseHistory(value: unknown): History {
  const parsed = v.safeParse(HISTORY, value);
  if (parsed.success) return value as History;
  const [issue] = parsed.issues;
  const path = (issue.path ?? []).map(({ key }) => String(key)).join(".");
  throw new EvenhandError({
    code: "input/not-a-history",
    ...(path === "" ? {} : { path }),
    problem: "this is no history that this version can read",
    expected: issue.expected ?? shown(HISTORY_SCHEMA),
    received: issue.received,
    hint: "Restore the file, or begin anew without it.",
  });
}
