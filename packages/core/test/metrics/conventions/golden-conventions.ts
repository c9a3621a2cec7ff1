import { readFileSync } from "node:fs";
import type { ConventionalResult, ConventionName, ConventionReport } from "../../../src/index.ts";

/** A number, or the word for what JSON has no number for. */
type Written = number | "nan" | "infinite" | "-infinite" | "refused";

/** What the tools printed, by convention, then by `metric(options) of level`. */
export type Printed = Readonly<Partial<Record<ConventionName, Readonly<Record<string, Written>>>>>;

/** Rows of a small case: one character each. */
export interface SmallRows {
  readonly y: string;
  readonly p: string;
  readonly g: string;
  readonly h?: string;
  readonly w?: readonly number[];
}

interface Golden {
  readonly small: Readonly<Record<string, { readonly rows: SmallRows; readonly values: Printed }>>;
  readonly controlled: Readonly<Record<string, Written>>;
  readonly real: Readonly<Record<string, Printed>>;
}

/** Numbers made by `make-conventions.py` with the tools themselves. */
export const GOLDEN: Golden = JSON.parse(
  readFileSync(new URL("../../golden/conventions.json", import.meta.url), "utf8"),
);

function write(result: ConventionalResult): Written {
  switch (result.status) {
    case "ok":
      return result.value;
    case "infinite":
      return result.sign > 0 ? "infinite" : "-infinite";
    default:
      return result.status;
  }
}

/** Our values under the keys of the golden file. */
export function keyed({ values }: ConventionReport): Record<string, Written> {
  return Object.fromEntries(
    values.map(({ metric, options, stratum, cohort, result }) => {
      const owner = cohort === null ? "" : ` of ${levelsOf(cohort)}`;
      const place = stratum === null ? "" : ` in ${stratum.join()}`;
      return [`${metric}(${Object.values(options).join()})${owner}${place}`, write(result)];
    }),
  );
}

/** `sex=Female,race=Black` as `Female,Black`; no level of these tests holds a comma or a sign. */
function levelsOf(cohort: string): string {
  return cohort
    .split(",")
    .map((part) => part.slice(part.indexOf("=") + 1))
    .join();
}

/** What differs by more than 1e-12, relative above 1: key, ours, theirs. Also keys of one side only. */
export function disagreements(
  ours: Readonly<Record<string, Written>>,
  theirs: Readonly<Record<string, Written>>,
): [key: string, ours: Written | undefined, theirs: Written | undefined][] {
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...keys].flatMap((key) => {
    const [a, b] = [ours[key], theirs[key]];
    const isNear =
      typeof a === "number" && typeof b === "number"
        ? Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b))
        : a === b;
    return isNear ? [] : [[key, a, b]];
  });
}
