import { shown } from "../errors.ts";
import { type ConfigurationIssue, issueAt } from "./issue.ts";

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
