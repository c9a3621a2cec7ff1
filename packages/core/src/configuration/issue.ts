import type * as v from "valibot";
import { type ErrorDetails, EvenhandError, shown } from "../errors.ts";
import { nearestName } from "../table/nearest.ts";
import { adviceAt } from "./schema-advice.ts";

/** One thing wrong with a configuration; `segments` lead to it, for line and column. */
export interface ConfigurationIssue extends ErrorDetails {
  readonly segments: readonly (string | number)[];
}

/** `budgets[2].limit.min` */
export function pathText(segments: readonly (string | number)[]): string {
  return segments
    .map((segment, i) =>
      typeof segment === "number" ? `[${segment}]` : `${i === 0 ? "" : "."}${segment}`,
    )
    .join("");
}

/** An issue with its path written out. */
export function issueAt(
  segments: readonly (string | number)[],
  details: Omit<ErrorDetails, "path">,
): ConfigurationIssue {
  return { ...details, path: pathText(segments) || "the configuration", segments };
}

/** The error of the first issue, which says how many more there are. */
export function errorFrom(issues: readonly ConfigurationIssue[]): EvenhandError {
  const [first, ...others] = issues;
  const { segments: _, ...details } = first as ConfigurationIssue;
  const hints = [
    details.hint ?? [],
    others.length === 0 ? [] : `${others.length} more to mend.`,
  ].flat();
  return new EvenhandError(hints.length === 0 ? details : { ...details, hint: hints.join(" ") });
}

/**
 * Valibot's issue in our words; of a union, the branch that came nearest speaks.
 *
 * @param knownKeys the keys that are known at a place, for suggestions
 * @param shapeAt what a place holds, in words; null where that is not known
 */
export function fromSchemaIssue(
  issue: v.BaseIssue<unknown>,
  knownKeys: (segments: readonly (string | number)[]) => readonly string[],
  shapeAt: (segments: readonly (string | number)[]) => string | null,
): ConfigurationIssue {
  const { issue: told, prefix } = deepest(issue, []);
  const segments = [...prefix, ...segmentsOf(told)];
  if (told.type === "strict_object" && told.expected === "never") {
    const key = String(segments[segments.length - 1]);
    const near = nearestName(key, knownKeys(segments.slice(0, -1)));
    return issueAt(segments, {
      code: "config/unknown-key",
      problem: "no such key exists here",
      received: shown(key),
      ...(near === null ? {} : { hint: `Did you mean ${shown(near)}?` }),
    });
  }
  const advice = adviceAt(segments);
  if (told.type === "strict_object" && told.received === "undefined") {
    const expected = advice?.expected ?? shapeAt(segments);
    return issueAt(segments, {
      code: "config/missing-key",
      problem: "this key is required",
      received: "nothing",
      ...(expected === null ? {} : { expected }),
      ...(advice === null ? {} : { hint: advice.hint }),
    });
  }
  return issueAt(segments, {
    code: "config/invalid-value",
    problem: "this value does not fit",
    expected: advice?.expected ?? expectedText(told),
    received: receivedText(told.input),
    ...(advice === null ? {} : { hint: advice.hint }),
    ...suggestion(told),
  });
}

function suggestion(issue: v.BaseIssue<unknown>): { hint?: string } {
  if (issue.type !== "picklist" || typeof issue.input !== "string") return {};
  const quoted = (issue.expected ?? "").match(/"[^"]*"/g) ?? [];
  const near = nearestName(
    issue.input,
    quoted.map((option) => option.slice(1, -1)),
  );
  return near === null ? {} : { hint: `Did you mean ${shown(near)}?` };
}

/** Bounds of lengths, which valibot gives as `>=1`. */
function boundText({ type, expected, input }: v.BaseIssue<unknown>): string | null {
  const most = /^<=(\d+)$/.exec(expected ?? "");
  const least = /^>=(\d+)$/.exec(expected ?? "");
  const noun = Array.isArray(input) ? "entries" : "characters";
  if (type === "max_length" && most !== null) return `at most ${most[1]} ${noun}`;
  if (type === "min_length" && least !== null) {
    return least[1] === "1" ? `at least one of ${noun}` : `at least ${least[1]} ${noun}`;
  }
  return null;
}

const PLAIN_WORDS: Readonly<Record<string, string>> = {
  Object: "a mapping",
  Array: "a list",
  string: "a text",
  number: "a number",
  boolean: "true or false",
  "!0": "a text that is not empty",
};

function expectedText(issue: v.BaseIssue<unknown>): string {
  // Our own messages start with this word; valibot's start with "Invalid".
  if (issue.message.startsWith("Expected ")) return issue.message.slice("Expected ".length);
  const bound = boundText(issue);
  if (bound !== null) return bound;
  const options = (issue.expected ?? "another value").replace(/^\(|\)$/g, "").split(" | ");
  return [...new Set(options.map((option) => PLAIN_WORDS[option] ?? option))].join(" or ");
}

function receivedText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  }
  return typeof value === "object" && value !== null ? "a mapping" : shown(value);
}

function segmentsOf(issue: v.BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map((item) => item.key as string | number);
}

/** A union reports only that nothing fitted; its branches say what came nearest. */
function deepest(
  issue: v.BaseIssue<unknown>,
  prefix: readonly (string | number)[],
): { issue: v.BaseIssue<unknown>; prefix: readonly (string | number)[] } {
  if (issue.type !== "union" || issue.issues === undefined) return { issue, prefix };
  const inner = [...issue.issues].sort((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))[0];
  return inner === undefined || (inner.path?.length ?? 0) === 0
    ? { issue, prefix }
    : deepest(inner, [...prefix, ...segmentsOf(issue)]);
}
