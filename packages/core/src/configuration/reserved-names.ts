import { shown } from "../errors.ts";
import { type ConfigurationIssue, issueAt } from "./issue.ts";
import { adviceAt } from "./schema-advice.ts";

const RESERVED: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** No part of a configuration lies deeper; what does is refused by the shape. */
const DEEPEST = 8;

/**
 * Mappings with keys that JavaScript gives a meaning of its own. The shape passes over such keys,
 * so that what they hold would be used unchecked.
 */
export function findReservedNames(raw: unknown): ConfigurationIssue[] {
  const issues: ConfigurationIssue[] = [];
  visit(raw, [], (segments, key) => {
    issues.push(
      issueAt([...segments, key], {
        code: "config/reserved-name",
        problem: "this name is reserved and cannot be a key",
        received: shown(key),
        hint: "Choose another name; a column of this name may be listed, for example under `by`.",
      }),
    );
  });
  return issues;
}

/** A list where a mapping belongs: the shape would take its numbers for names. */
export function findLists(raw: unknown): ConfigurationIssue[] {
  const { cohorts, features } = (raw ?? {}) as Readonly<Record<string, unknown>>;
  const places: [readonly (string | number)[], unknown][] = [
    [["cohorts"], cohorts],
    [["features"], features],
  ];
  for (const [name, cohort] of Object.entries(Array.isArray(cohorts) ? {} : (cohorts ?? {}))) {
    const { bands } = (cohort ?? {}) as Readonly<Record<string, unknown>>;
    if (Array.isArray(bands) && bands.length === 0)
      places.push([["cohorts", name, "bands"], bands]);
  }
  return places.flatMap(([segments, value]) => {
    if (!Array.isArray(value)) return [];
    const { expected = "a mapping", hint } = adviceAt(segments) ?? {};
    return [
      issueAt(segments, {
        code: "config/invalid-value",
        problem: "this value does not fit",
        expected,
        received: value.length === 0 ? "an empty list" : `a list of ${value.length}`,
        ...(hint === undefined ? {} : { hint }),
      }),
    ];
  });
}

function visit(
  value: unknown,
  segments: readonly (string | number)[],
  report: (segments: readonly (string | number)[], key: string) => void,
): void {
  if (typeof value !== "object" || value === null || segments.length >= DEEPEST) return;
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    if (!isList && RESERVED.has(key)) report(segments, key);
    else visit(inner, [...segments, isList ? Number(key) : key], report);
  }
}
