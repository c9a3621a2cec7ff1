import type { CausalEdge } from "./question.ts";

/** The shortest chain of declared arrows from one name to another, both included; null without one. */
export function causalPath(
  causes: readonly CausalEdge[],
  from: string,
  to: string,
): readonly string[] | null {
  const reached = new Map<string, readonly string[]>([[from, [from]]]);
  for (const [name, path] of reached) {
    for (const edge of causes) {
      if (edge.from !== name || reached.has(edge.to)) continue;
      reached.set(edge.to, [...path, edge.to]);
    }
  }
  return from === to ? null : (reached.get(to) ?? null);
}

/** A name that the arrows lead back to; null where there is none. */
export function findCycle(causes: readonly CausalEdge[]): string | null {
  for (const { from, to } of causes) {
    if (from === to || causalPath(causes, to, from) !== null) return from;
  }
  return null;
}
