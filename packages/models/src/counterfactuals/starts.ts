import { type Box, type BoxLayout, pin, wholeBox } from "./box.ts";
import type { Domain } from "./domain.ts";

/**
 * The least sets of features that share one with each of the given sets: whoever leaves such a set
 * as it is changes none of the given sets as a whole. Sets are built one given set at a time, and
 * one that holds another is dropped (Berge).
 */
export function hittingSets(sets: readonly (readonly number[])[]): number[][] {
  let hitting: number[][] = [[]];
  for (const set of sets) {
    const grown = hitting.flatMap((one) =>
      set.some((feature) => one.includes(feature))
        ? [one]
        : set.map((feature) => [...one, feature].sort((a, b) => a - b)),
    );
    hitting = withoutSupersets(grown);
  }
  return hitting;
}

/** The box of all candidates, with some features left as they are. */
export function boxWithout(layout: BoxLayout, frozen: readonly number[]): Box {
  const box = wholeBox(layout);
  for (const feature of frozen) pin(layout, box, feature, (layout.domains[feature] as Domain).own);
  return box;
}

function withoutSupersets(sets: readonly number[][]): number[][] {
  const least: number[][] = [];
  for (const set of [...sets].sort((a, b) => a.length - b.length)) {
    if (!least.some((one) => one.every((feature) => set.includes(feature)))) least.push(set);
  }
  return least;
}
