import { structureFault } from "./fault.ts";

/** Children by node, of trees whose nodes the file numbers. */
export interface NodeLinks {
  readonly path: string;
  /** The key of the file that holds the children. */
  readonly key: string;
  readonly left: readonly number[];
  readonly right: readonly number[];
  isLeaf(node: number): boolean;
}

/**
 * The nodes that a tree's root reaches; `seen` marks those that stand in a tree already.
 *
 * @throws EvenhandError `input/model-structure` for a child that is not there or has two parents
 */
export function reachedNodes(
  { path, key, left, right, isLeaf }: NodeLinks,
  root = 0,
  seen: Uint8Array = new Uint8Array(left.length),
): number[] {
  const reached: number[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen[node] !== 0) {
      throw structureFault(
        `${path}.${key}`,
        "a child is not there or has two parents",
        `a tree of ${left.length} nodes`,
        node,
      );
    }
    seen[node] = 1;
    reached.push(node);
    if (!isLeaf(node)) waiting.push(left[node] as number, right[node] as number);
  }
  return reached;
}
