import TinyQueue from "tinyqueue";
import { type Bound, budgetSweep, project, reach, SLACK } from "./bound.ts";
import { type Box, type Branch, divide } from "./box.ts";
import { type Incumbent, polish } from "./incumbent.ts";
import { branchAtLink, brokenLink, narrow } from "./links.ts";
import type { Rules } from "./rules.ts";

export interface SearchTask {
  readonly rules: Rules;
  /** Answers are looked for in these boxes. */
  readonly starts: readonly Box[];
  readonly incumbent: Incumbent | null;
  /** Boxes that may be looked at. */
  readonly maxNodes: number;
}

export interface SearchResult {
  readonly answer: Incumbent | null;
  /** No answer costs less; null where there is proved to be none. */
  readonly lowerBound: number | null;
  readonly proved: boolean;
  readonly nodes: number;
}

interface OpenBox {
  readonly box: Box;
  readonly branch: Branch;
  /** Of the box and of all it was cut from. */
  readonly bound: number;
  /** Order of insertion, which settles ties. */
  readonly serial: number;
}

/**
 * Best-first branch and bound over boxes of candidates. A box whose cheapest point keeps all rules
 * is solved by it; another is closed when its bound reaches the best answer, or else kept and later
 * divided at the split that promises most. The box with the least bound comes next, so that bound
 * holds for everything still open: when it reaches the best answer, that is proved; when nothing is
 * open and there is no answer, there is none.
 */
export function search(task: SearchTask): SearchResult {
  const { rules, starts, maxNodes } = task;
  const { layout, constraints, links, maxChanges } = rules;
  const bounded = constraints.map((constraint) => {
    const { forest, target } = constraint;
    return { ...constraint, boundBox: budgetSweep(layout, forest, target, maxChanges) };
  });
  const open = new TinyQueue<OpenBox>([], (a, b) => a.bound - b.bound || a.serial - b.serial);
  let answer = task.incumbent;
  let nodes = 0;

  const limit = (): number => (answer === null ? Infinity : answer.cost - SLACK);

  const look = (box: Box, parentBound: number): void => {
    nodes++;
    if (links.length > 0 && !narrow(links, layout, box)) return;
    const projection = project(layout, box);
    const { point, cost, changes } = projection;
    if (cost >= limit() || changes > maxChanges) return;
    // Of several targets the one that costs most to meet says where to divide.
    let hardest: Bound | null = null;
    for (const { forest, meets, boundBox } of bounded) {
      const reached = reach(forest, point);
      if (meets(reached.sum)) continue;
      const found = boundBox(box, projection, reached, limit());
      if (found === null) return;
      if (hardest === null || found.cost > hardest.cost) hardest = found;
    }
    const broken = hardest === null ? brokenLink(links, layout, point) : null;
    if (hardest === null && broken === null) {
      answer = { point, cost };
      return;
    }
    const bound = Math.max(hardest?.cost ?? cost, parentBound);
    if (bound >= limit()) return;
    const branch =
      broken === null ? (hardest as Bound).branch : branchAtLink(broken, layout, box, point);
    open.push({ box, branch, bound, serial: nodes });
  };

  for (const box of starts) look(box, 0);
  for (let next = open.peek(); next !== undefined; next = open.peek()) {
    if (next.bound >= limit()) break;
    if (nodes >= maxNodes) {
      if (answer !== null) answer = polish(rules, answer.point);
      return { answer, lowerBound: next.bound, proved: next.bound >= limit(), nodes };
    }
    open.pop();
    const { left, right } = divide(layout, next.box, next.branch);
    if (left !== null) look(left, next.bound);
    if (right !== null) look(right, next.bound);
  }
  return { answer, lowerBound: answer?.cost ?? null, proved: true, nodes };
}
