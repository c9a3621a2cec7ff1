import { decide } from "../../../src/budgets/decide.ts";
import type { Policy } from "../../../src/budgets/policy.ts";
import type { Verdict, VerdictKind } from "../../../src/budgets/verdict.ts";
import type { CellEntry, Cells } from "../../../src/cells/cells.ts";
import { sealCells } from "../../../src/cells/tally.ts";
import { binary } from "../../people.ts";
import { never } from "../given-cells.ts";

/** Rows of a group by label (0, 1, missing) and, within it, prediction (0, 1, missing). */
export type States = readonly number[];

/** Groups by name; `?` is the unknown, `ref` the reference. */
export type Groups = Readonly<Record<string, States>>;

const LEVELS = ["a", "b", "ref"];

/** Cells of the groups by one attribute `g`. */
export function cellsOfGroups(groups: Groups): Cells {
  const entries = Object.entries(groups).flatMap(([group, states]) =>
    states.flatMap((n, at): CellEntry[] => {
      const code = (state: number): number => (state === 2 ? -1 : state);
      const key = [LEVELS.indexOf(group), code(Math.floor(at / 3)), code(at % 3)];
      return n === 0 ? [] : [{ key, n, w: n, w2: n }];
    }),
  );
  // In the order of keys, as cells are: the unknown first.
  const sorted = entries.sort((one, other) => orderOf(one) - orderOf(other));
  return { ...EMPTY, entries: sorted };
}

const orderOf = ({ key: [group = 0, label = 0, prediction = 0] }: CellEntry): number =>
  9 * group + 3 * label + prediction;

/** Sealed once: most of the time that thousands of tables take would go into the hash of their schema. */
const EMPTY: Cells = sealCells(
  {
    attributes: [{ column: "g", bands: null, levels: LEVELS }],
    label: binary("y"),
    prediction: binary("p"),
    weight: "none",
  },
  [],
);

/** The verdict on group `a`. */
export function verdictOn(groups: Groups, policy: Policy): Verdict {
  return decide(cellsOfGroups(groups), [], policy, never).verdicts.find(
    ({ cohort }) => cohort === "g=a",
  ) as Verdict;
}

/** True where a change from one verdict to another counts. */
function isTipped(from: VerdictKind, to: VerdictKind): boolean {
  return from === "inconclusive" ? to === "pass" || to === "fail" : to !== from;
}

/** Rows moved from one state to another; negative ones the other way round. */
export interface Move {
  readonly from: number;
  readonly to: number;
}

/**
 * The smallest number of rows of `moves` at which `judged` gives another verdict, by looking at every
 * combination, nearest first; null where none does.
 */
export function enumerateSmallest(
  group: States,
  moves: readonly Move[],
  from: VerdictKind,
  judged: (states: States) => VerdictKind,
): number | null {
  const combinations = moves.reduce<number[][]>(
    (lists, move) => {
      const { from: source, to } = move;
      const amounts = range(-(group[to] as number), group[source] as number);
      return lists.flatMap((list) => amounts.map((amount) => [...list, amount]));
    },
    [[]],
  );
  const size = (amounts: readonly number[]): number =>
    amounts.reduce((sum, amount) => sum + Math.abs(amount), 0);
  combinations.sort((one, other) => size(one) - size(other));
  for (const amounts of combinations) {
    const states = [...group];
    moves.forEach((move, i) => {
      states[move.from] = (states[move.from] as number) - (amounts[i] as number);
      states[move.to] = (states[move.to] as number) + (amounts[i] as number);
    });
    if (size(amounts) > 0 && isTipped(from, judged(states))) return size(amounts);
  }
  return null;
}

/** The smallest number of unknown rows, of any states, that tip the verdict when they join the group. */
export function enumerateJoining(
  group: States,
  unknown: States,
  from: VerdictKind,
  judged: (states: States) => VerdictKind,
): number | null {
  let best: number | null = null;
  const visit = (at: number, states: readonly number[], joined: number): void => {
    if (best !== null && joined >= best) return;
    if (at === unknown.length) {
      if (joined > 0 && isTipped(from, judged(states))) best = joined;
      return;
    }
    for (let amount = 0; amount <= (unknown[at] as number); amount++) {
      visit(at + 1, states.with(at, (states[at] as number) + amount), joined + amount);
    }
  };
  visit(0, group, 0);
  return best;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
