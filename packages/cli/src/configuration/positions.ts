import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { ConfigurationSource } from "./source.ts";

type Segments = readonly (string | number)[];

/**
 * Where a value stands, as `file:line:column`: the value itself, or its key where the key is what
 * is wrong. A value that is not there is placed at the nearest section around it.
 */
export function locateSegments(
  source: ConfigurationSource,
  segments: Segments,
  at: "key" | "value" = "value",
): string {
  const { line, column } = positionOf(source, segments, at);
  return `${source.name}:${line}:${column}`;
}

/** Line and column in a file, each from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The same place as numbers. */
export function positionOf(
  source: ConfigurationSource,
  segments: Segments,
  at: "key" | "value" = "value",
): Position {
  let node = resolved(source, source.document.contents);
  let place: Node | null = node;
  for (const [depth, segment] of segments.entries()) {
    const step = child(node, segment);
    if (step === null) break;
    node = resolved(source, step.value);
    const isLast = depth === segments.length - 1;
    place = (isLast && at === "key" ? step.key : step.value) ?? step.key ?? place;
  }
  const { line, col } = source.lines.linePos(place?.range?.[0] ?? 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/**
 * The same for a path as errors carry it (`budgets[2].limit.min`). Keys may hold dots and
 * brackets, so the longest key that fits is taken at each step; null where the path does not begin
 * with a key of the file.
 */
export function locatePath(source: ConfigurationSource, path: string): string | null {
  const segments: (string | number)[] = [];
  let node = resolved(source, source.document.contents);
  let rest = path;
  while (rest !== "") {
    const step = isSeq(node) ? indexStep(rest) : keyStep(node, rest);
    if (step === null) break;
    segments.push(step.segment);
    rest = step.rest;
    const next = child(node, step.segment);
    node = next === null ? null : resolved(source, next.value);
  }
  return segments.length === 0 ? null : locateSegments(source, segments);
}

interface Step {
  readonly segment: string | number;
  readonly rest: string;
}

function indexStep(rest: string): Step | null {
  const match = /^\[(\d+)\]\.?/.exec(rest);
  return match === null ? null : { segment: Number(match[1]), rest: rest.slice(match[0].length) };
}

function keyStep(node: Node | null, rest: string): Step | null {
  if (!isMap(node)) return null;
  let best: string | null = null;
  for (const { key } of node.items as Pair<unknown>[]) {
    const name = keyText(key);
    if (name === null || !rest.startsWith(name)) continue;
    const end = rest.charAt(name.length);
    if ((end === "" || end === "." || end === "[") && name.length > (best?.length ?? -1))
      best = name;
  }
  if (best === null) return null;
  const after = rest.slice(best.length);
  return { segment: best, rest: after.startsWith(".") ? after.slice(1) : after };
}

function child(
  node: Node | null,
  segment: string | number,
): { key: Node | null; value: Node | null } | null {
  if (isSeq(node)) {
    const item = node.items[Number(segment)];
    return item === undefined ? null : { key: null, value: item as Node };
  }
  if (!isMap(node)) return null;
  const pair = (node.items as Pair<Node, Node>[]).find(
    ({ key }) => keyText(key) === String(segment),
  );
  return pair === undefined ? null : { key: pair.key, value: pair.value };
}

function keyText(key: unknown): string | null {
  return isScalar(key) ? String(key.value) : null;
}

function resolved(source: ConfigurationSource, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(source.document) ?? null) : node;
}
