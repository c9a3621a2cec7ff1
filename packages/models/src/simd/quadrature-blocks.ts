import type { FeatureColumns } from "../attributions/feature-columns.ts";
import { legendreRule, type PathShares, type TreeSpan } from "../attributions/quadrature.ts";
import type { TreeNodes } from "../trees/ensemble.ts";
import { type Arena, newArena } from "./arena.ts";
import { instantiate, pairsFor, type QuadratureModule } from "./instantiate.ts";

// As in kernel/quadrature.as, in bytes.
const NODE = 32;
const SHARES = 24;
/** Rows that go down a tree together. */
const ROWS = 16;
/** Blocks whose rows are handed over at a time. */
const BLOCKS = 16;
/** Splits on a path at most: a deeper descent might not fit on the stack of the module. */
const MOST_DEPTH = 500;
/** What one tree may take. */
const MOST_BYTES = 2 ** 28;

/** A tree in the memory of the module. */
export interface PlacedTree {
  readonly bytes: number;
  /** As `quadratureDescent`. */
  add(columns: FeatureColumns, phi: Float64Array): void;
  /** Gives its memory back, and that of all trees placed later. */
  release(): void;
}

/** Places a tree; null for one that is too deep or too large, or has no room. */
export type PlaceTree = (span: TreeSpan, shares: PathShares) => PlacedTree | null;

/**
 * What `edgeVectors` and `quadratureDescent` do, by vectors of two doubles and sixteen rows at a time. A
 * row's values do not depend on the rows beside it. Only where `hasSimd()`; null where there is no room
 * for its memory.
 *
 * @param players the player of each feature
 */
export function quadratureBlocks(nodes: TreeNodes, players: Int32Array): PlaceTree | null {
  const arena = withinMemory(newArena);
  if (arena === null) return null;
  const modules: (QuadratureModule | undefined)[] = [];
  const moduleOf = (pairs: number): QuadratureModule => {
    const module = modules[pairs] ?? instantiate(pairs, arena.memory);
    modules[pairs] = module;
    return module;
  };
  const levels = withinMemory(() => placeLevels(arena, nodes.levelBits));
  if (levels === null) return null;
  const used = localNumbers(players.length);
  const playing = localNumbers(players.length);

  const place = (span: TreeSpan, shares: PathShares, pairs: number): PlacedTree => {
    const count = span.end - span.root;
    const order = 2 * pairs;
    const module = moduleOf(pairs);
    const start = arena.top();
    const nodesAt = arena.take(count * NODE);
    const sharesAt = arena.take(count * SHARES);
    const edgesAt = arena.take(count * 4 * order * 8);
    const end = arena.top();
    const features = used.start();
    const owners = playing.start();
    placeNodes(arena, nodesAt, nodes, span, levels, used.of, (feature) =>
      playing.of(players[feature] as number),
    );
    placeShares(arena, sharesAt, shares);
    const ruleAt = placeRule(arena, order);
    module.choose(nodesAt, sharesAt, edgesAt, order);
    module.prepare(count, ruleAt);
    arena.release(end);

    const levelBytes = (shares.depth + 2) * ROWS * order * 8;
    /** Room above all trees for at most so many blocks of rows. */
    const takeRoom = (blocks: number) => ({
      start: arena.top(),
      x: arena.take(blocks * features.length * ROWS * 8),
      sums: arena.take(blocks * owners.length * ROWS * 16),
      missed: arena.take(owners.length * 4),
      down: arena.take(2 * levelBytes),
    });
    // Once now, so that what is placed can be used.
    arena.release(takeRoom(BLOCKS).start);

    return {
      bytes: end - start,
      release: () => arena.release(start),
      add({ rows, values }, phi) {
        const most = Math.min(BLOCKS, Math.ceil(rows / ROWS));
        const { start: room, x, sums, missed, down } = takeRoom(most);
        const doubles = arena.doubles();
        module.choose(nodesAt, sharesAt, edgesAt, order);
        for (let first = 0; first < rows; first += most * ROWS) {
          const some = Math.min(most * ROWS, rows - first);
          const blocks = Math.ceil(some / ROWS);
          placeRows(doubles, x >> 3, features, values, rows, first, some);
          doubles.fill(0, sums >> 3, (sums >> 3) + blocks * owners.length * ROWS * 2);
          const last = 2 ** (some - (blocks - 1) * ROWS) - 1;
          const [width, height] = [features.length, owners.length];
          module.add(blocks, last, x, width, sums, height, missed, down, levelBytes);
          takeSums(doubles, sums >> 3, owners, phi, rows, first, some);
        }
        arena.release(room);
      },
    };
  };

  return (span, shares) => {
    const pairs = pairsFor(Math.ceil(shares.players / 2));
    const bytes = (span.end - span.root) * (NODE + SHARES + 4 * 2 * pairs * 8);
    if (shares.depth > MOST_DEPTH || bytes > MOST_BYTES) return null;
    const start = arena.top();
    const placed = withinMemory(() => place(span, shares, pairs));
    if (placed === null) arena.release(start);
    return placed;
  };
}

/** What comes of it, or null where the runtime has no more memory. */
function withinMemory<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof RangeError) return null;
    throw fault;
  }
}

function placeRule(arena: Arena, order: number): number {
  const { nodes, weights } = legendreRule(order);
  const at = arena.take(order * 16);
  arena.doubles().set(nodes, at >> 3);
  arena.doubles().set(weights, (at >> 3) + order);
  return at;
}

/** Bit sets of levels, with a word behind the last for levels that are in none. */
function placeLevels(arena: Arena, levelBits: Uint32Array): number {
  const at = arena.take((levelBits.length + 1) * 4);
  arena.words().set(levelBits, at >> 2);
  return at;
}

/** Numbers things in the order in which they come up in a tree. */
function localNumbers(count: number): {
  readonly start: () => number[];
  readonly of: (thing: number) => number;
} {
  const numbers = new Int32Array(count).fill(-1);
  let found: number[] = [];
  return {
    start() {
      for (const thing of found) numbers[thing] = -1;
      found = [];
      return found;
    },
    of(thing) {
      const known = numbers[thing] as number;
      if (known >= 0) return known;
      numbers[thing] = found.length;
      return found.push(thing) - 1;
    },
  };
}

function placeNodes(
  arena: Arena,
  at: number,
  { feature, threshold, value, left, right, flags, levelSet }: TreeNodes,
  { root, end }: TreeSpan,
  levels: number,
  localFeature: (feature: number) => number,
  localPlayer: (feature: number) => number,
): void {
  const doubles = arena.doubles();
  const words = arena.words();
  let word = at >> 2;
  for (let node = root; node < end; node++, word += NODE / 4) {
    const asked = feature[node] as number;
    const isLeaf = asked < 0;
    const set = levelSet[node] as number;
    words[word] = (left[node] as number) - root;
    words[word + 1] = (right[node] as number) - root;
    words[word + 2] = isLeaf ? -1 : localFeature(asked);
    words[word + 3] = isLeaf ? 0 : localPlayer(asked);
    doubles[(word + 4) >> 1] = (isLeaf ? value[node] : threshold[node]) as number;
    words[word + 6] = flags[node] as number;
    words[word + 7] = isLeaf || set < 0 ? 0 : levels + 4 * set;
  }
}

function placeShares(arena: Arena, at: number, { share, before, after }: PathShares): void {
  const doubles = arena.doubles();
  for (let edge = 0, to = at >> 3; edge < share.length; edge++, to += 3) {
    doubles[to] = share[edge] as number;
    doubles[to + 1] = before[edge] as number;
    doubles[to + 2] = after[edge] as number;
  }
}

/** Rows of the tree's features, block by block. */
function placeRows(
  doubles: Float64Array,
  at: number,
  features: readonly number[],
  values: Float64Array,
  rows: number,
  first: number,
  count: number,
): void {
  for (let local = 0; local < features.length; local++) {
    const from = (features[local] as number) * rows + first;
    for (let row = 0; row < count; row++) {
      const block = at + (row >> 4) * features.length * ROWS;
      doubles[block + local * ROWS + (row & 15)] = values[from + row] as number;
    }
  }
}

/** Adds the sums of the tree's players, in two parts each, to those of the model. */
function takeSums(
  doubles: Float64Array,
  at: number,
  owners: readonly number[],
  phi: Float64Array,
  rows: number,
  first: number,
  count: number,
): void {
  for (let local = 0; local < owners.length; local++) {
    const to = (owners[local] as number) * rows + first;
    for (let row = 0; row < count; row++) {
      const block = at + (row >> 4) * owners.length * ROWS * 2;
      const sum = block + (local * ROWS + (row & 15)) * 2;
      phi[to + row] =
        (phi[to + row] as number) + ((doubles[sum] as number) + (doubles[sum + 1] as number));
    }
  }
}
