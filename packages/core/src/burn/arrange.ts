import type { Cells } from "../cells/cells.ts";
import { mergeCells } from "../cells/merge.ts";
import type { BurnSection } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";
import type { SlotCells } from "./count-slots.ts";
import { dayOf, type Slot, slotAt, slotIndex, windowOf } from "./slot.ts";

/** A slot with its cells, all slots with the same levels. */
export interface ArrangedSlot {
  readonly index: number;
  readonly slot: Slot;
  readonly window: Slot;
  readonly cells: Cells;
}

export interface Arranged {
  /** In time order, at least one. */
  readonly slots: readonly ArrangedSlot[];
  /** The section with its first day of a window. */
  readonly burn: BurnSection;
  /** Rows in slots that have not ended. */
  readonly open: number;
}

/**
 * Puts cells into their slots: in time order, one entry a slot, none that has not ended: evidence that
 * is looked at while it comes in would need other bounds. Levels are united, so that a cohort or reference that is absent from a slot is one without rows.
 *
 * @param today a slot has ended when its last day is before today; null: all have
 * @throws EvenhandError `input/no-slots`, `input/cells-differ`
 */
export function arrangeSlots(
  given: readonly SlotCells[],
  burn: BurnSection,
  today: string | null,
): Arranged {
  const byIndex = new Map<number, Cells>();
  let open = 0;
  for (const { date, cells } of given) {
    const index = slotIndex(dayOf(date), burn.slot);
    if (today !== null && slotAt(index, burn.slot).to > today) {
      open += countRows(cells);
      continue;
    }
    const known = byIndex.get(index);
    byIndex.set(index, known === undefined ? cells : mergeCells(known, cells));
  }
  const ordered = [...byIndex].sort(([a], [b]) => a - b);
  const [first] = ordered;
  if (first === undefined) {
    throw new EvenhandError({
      code: "input/no-slots",
      problem: today === null ? "there are no slots" : `no slot has ended before ${today}`,
      expected: "at least one slot with rows that has ended",
    });
  }
  const whole = ordered.map(([, cells]) => cells).reduce(mergeCells);
  const empty: Cells = {
    ...whole,
    entries: [],
    ...(whole.pairs === undefined ? {} : { pairs: [] }),
  };
  const since = burn.since ?? slotAt(first[0], burn.slot).from;
  const slots = ordered.map(([index, cells]): ArrangedSlot => {
    const slot = slotAt(index, burn.slot);
    const window = windowOf(dayOf(slot.from), dayOf(since), burn.window);
    return { index, slot, window, cells: mergeCells(empty, cells) };
  });
  return { slots, burn: { ...burn, since }, open };
}

/** Rows of cells. */
export function countRows({ entries }: Cells): number {
  return entries.reduce((sum, { n }) => sum + n, 0);
}
