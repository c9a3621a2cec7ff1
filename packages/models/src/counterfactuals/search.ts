import TinyQueue from "tinyqueue";
import { type Bound, budgetSweep, project, SLACK } from "./bound.ts";
import { type Box, type BoxLayout, divide, wholeBox } from "./box.ts";
import type { SearchForest } from "./forest.ts";
import { type Incumbent, type MeetsTarget, polish } from "./incumbent.ts";

export interface SearchTask {
  readonly layout: BoxLayout;
  readonly forest: SearchForest;
  /** The sum of leaf values at which the target lies. */
  readonly target: number;
  readonly meets: MeetsTarget;
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

interface OpenBox extends Bound {
  readonly box: Box;
  /** Of the box and of all it was cut from. */
  readonly bound: number;
  /** Order of insertion, which settles ties. */
  readonly serial: number;
}

/**
 * Best-first branch and bound over boxes of candidates. A box whose cheapest point meets the target
 * is solved by it; another is closed when its bound reaches the best answer, or else kept and later
 * divided at the split that promises most. The box with the least bound comes next, so that bound
 * holds for everything still open: when it reaches the best answer, that is proved; when nothing is
 * open and there is no answer, there is none.
 */
export function search(task: SearchTask): SearchResult {
  const { layout, forest, target, meets, maxNodes } = task;
  const boundBox = budgetSweep(layout, forest, target);
  const open = new TinyQueue<OpenBox>([], (a, b) => a.bound - b.bound || a.serial - b.serial);
  let answer = task.incumbent;
  let nodes = 0;

  const limit = (): number => (answer === null ? Infinity : answer.cost - SLACK);

  const look = (box: Box, parentBound: number): void => {
    nodes++;
    const projection = project(layout, forest, box);
    if (projection.cost >= limit()) return;
    if (meets(projection.sum)) {
      answer = { point: projection.point, cost: projection.cost };
      return;
    }
    const found = boundBox(box, projection, limit());
    if (found === null) return;
    const bound = Math.max(found.cost, parentBound);
    if (bound < limit()) open.push({ ...found, box, bound, serial: nodes });
  };

  look(wholeBox(layout), 0);
  for (let next = open.peek(); next !== undefined; next = open.peek()) {
    if (next.bound >= limit()) break;
    if (nodes >= maxNodes) {
      if (answer !== null) answer = polish(layout, forest, answer.point, meets);
      return { answer, lowerBound: next.bound, proved: next.bound >= limit(), nodes };
    }
    open.pop();
    const { left, right } = divide(layout, forest, next.box, next.feature, next.split);
    if (left !== null) look(left, next.bound);
    if (right !== null) look(right, next.bound);
  }
  return { answer, lowerBound: answer?.cost ?? null, proved: true, nodes };
}
