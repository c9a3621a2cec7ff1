// Path-dependent Shapley values by quadrature, in AssemblyScript: what `quadrature.ts` and
// `quadrature-rows.ts` in src/attributions say and do, for blocks of rows. The lanes of a vector are
// two nodes of the rule. See there for the formulas; here is how it is laid out.
//
// A tree node, NODE bytes:  left, right (i32, from the root), feature (i32, −1 at a leaf), player (i32),
//                           threshold or value (f64), kind (i32, bits below), levels (i32, address of a
//                           bit set, 0 for none)
// Shares of its edge:       q, z, z′ (f64); at a leaf q becomes q·value
// Vectors of its edge:      ratio hit, head hit, ratio miss, head miss, K doubles each; at a leaf
//                           ratios hold ratio·value, and heads ratio·value·head
// Rows, one block:          x as [feature][row], sums as [player][row] in two lanes each
// Products and sums:        [level][row][K], the sums `up` bytes behind the products
// missed:                   for each player the rows that missed it above, as bits
//
// A split above two leaves (a pair) is one step: its two edges are added up beforehand, in the place of
// the left one.

import { PAIRS } from "./pairs";

const ROWS: usize = 16;
const NODE: usize = 32;
const SHARES: usize = 24;
const MISSING_LEFT: i32 = 1;
const ZERO_IS_MISSING: i32 = 2;
const PAIR: i32 = 4;
/** The float nearest to 1e-35: what LightGBM counts as zero. */
const ZERO_WIDTH: f64 = <f64>(<f32>1e-35);

/** Bytes of K doubles; a constant but in the module for any K, which takes four doubles at a time. */
let width: usize = PAIRS * 16;
let nodes: usize = 0;
let shares: usize = 0;
let edges: usize = 0;
let up: usize = 0;
let missed: usize = 0;
let x: usize = 0;
let sums: usize = 0;

/** Points at a tree; `K` is what it was prepared with. */
export function choose(nodesAt: usize, sharesAt: usize, edgesAt: usize, K: i32): void {
  nodes = nodesAt;
  shares = sharesAt;
  edges = edgesAt;
  if (PAIRS == 0) width = <usize>K * 8;
}

/** Makes the vectors of the chosen tree from its shares. At `rule` are K nodes, then K weights. */
export function prepare(count: i32, rule: usize): void {
  const size: usize = 4 * width;
  const one = f64x2.splat(1);
  for (let node: usize = 1; node < <usize>count; node++) {
    const record = nodes + node * NODE;
    const share = shares + node * SHARES;
    const isLeaf = load<i32>(record, 8) < 0;
    const value = isLeaf ? load<f64>(record, 16) : 1;
    const z = load<f64>(share, 8);
    const after = load<f64>(share, 16);
    if (isLeaf) store<f64>(share, load<f64>(share) * value);
    for (let k: usize = 0; k < width; k += 16) {
      const at = edges + node * size + k;
      const t = v128.load(rule + k);
      const weight = v128.load(rule + width + k);
      const rest = v128.sub<f64>(one, t);
      const a = v128.add<f64>(f64x2.splat(z), v128.mul<f64>(t, f64x2.splat(1 - z)));
      const aAfter = v128.add<f64>(f64x2.splat(after), v128.mul<f64>(t, f64x2.splat(1 - after)));
      const inverse = v128.div<f64>(one, a);
      const held = v128.mul<f64>(f64x2.splat(1 - z), inverse);
      const hit = v128.mul<f64>(v128.mul<f64>(aAfter, inverse), f64x2.splat(value));
      const miss = v128.mul<f64>(v128.mul<f64>(v128.mul<f64>(f64x2.splat(after), rest), inverse), f64x2.splat(value));
      let headHit = v128.sub<f64>(v128.div<f64>(f64x2.splat(1 - after), aAfter), held);
      let headMiss = v128.sub<f64>(v128.div<f64>(f64x2.splat(-1), rest), held);
      if (isLeaf) {
        headHit = v128.mul<f64>(headHit, hit);
        headMiss = v128.mul<f64>(headMiss, miss);
      }
      v128.store(at, hit);
      v128.store(at + width, v128.mul<f64>(weight, headHit));
      v128.store(at + 2 * width, miss);
      v128.store(at + 3 * width, v128.mul<f64>(weight, headMiss));
    }
  }
  for (let node: usize = 0; node < <usize>count; node++) joinPair(node);
}

function joinPair(node: usize): void {
  const record = nodes + node * NODE;
  if (load<i32>(record, 8) < 0) return;
  const left = <usize>load<i32>(record);
  const right = <usize>load<i32>(record, 4);
  if (load<i32>(nodes + left * NODE, 8) >= 0 || load<i32>(nodes + right * NODE, 8) >= 0) return;
  store<i32>(record, load<i32>(record, 24) | PAIR, 24);
  const share = shares + left * SHARES;
  store<f64>(share, load<f64>(share) + load<f64>(shares + right * SHARES));
  for (let k: usize = 0; k < 2 * width; k += 16) {
    const hit = edges + left * 4 * width + k;
    const miss = hit + 2 * width;
    const otherHit = edges + right * 4 * width + k;
    const otherMiss = otherHit + 2 * width;
    const goesLeft = v128.add<f64>(v128.load(hit), v128.load(otherMiss));
    const goesRight = v128.add<f64>(v128.load(miss), v128.load(otherHit));
    v128.store(hit, goesLeft);
    v128.store(miss, goesRight);
  }
}

/**
 * Adds the values of the chosen tree for blocks of rows, one block behind the other; `last` are the rows
 * of the last, as bits. `down` is room for the products.
 */
export function add(
  blocks: i32, last: i32, xAt: usize, features: i32, sumsAt: usize, players: i32, missedAt: usize, down: usize, upBy: usize,
): void {
  missed = missedAt;
  up = upBy;
  for (let block = 0; block < blocks; block++) {
    x = xAt + <usize>block * <usize>features * ROWS * 8;
    sums = sumsAt + <usize>block * <usize>players * ROWS * 16;
    memory.fill(missed, 0, <usize>players * 4);
    for (let at: usize = 0; at < ROWS * width; at += 16) v128.store(down + at, f64x2.splat(1));
    visit(0, down, block + 1 < blocks ? <i32>((1 << <i32>ROWS) - 1) : last);
  }
}

function visit(node: i32, at: usize, rows: i32): void {
  const record = nodes + <usize>node * NODE;
  const player = <usize>load<i32>(record, 12);
  const gone = load<i32>(missed + player * 4) & rows;
  const open = rows ^ gone;
  const near = goesLeft(record, rows) & open;
  const far = open ^ near;
  const left = load<i32>(record);
  if ((load<i32>(record, 24) & PAIR) != 0) {
    end(left, at, near, far, gone, player, true);
    return;
  }
  follow(left, at, near, far, gone, player, true);
  follow(load<i32>(record, 4), at, far, near, gone, player, false);
  store<i32>(missed + player * 4, gone);
}

/** To a child and back: `hit`, `miss` and `gone` are rows that take the edge, do not, or missed its player above. */
@inline
function follow(child: i32, at: usize, hit: i32, miss: i32, gone: i32, player: usize, isFirst: bool): void {
  if (load<i32>(nodes + <usize>child * NODE, 8) < 0) {
    end(child, at, hit, miss, gone, player, isFirst);
    return;
  }
  const edge = edges + <usize>child * 4 * width;
  const level = ROWS * width;
  for (let m = hit; m != 0; m &= m - 1) {
    const from = at + <usize>ctz(m) * width;
    multiply(from, edge, from + level);
  }
  for (let m = miss; m != 0; m &= m - 1) {
    const from = at + <usize>ctz(m) * width;
    multiply(from, edge + 2 * width, from + level);
  }
  const share = v128.load64_splat(shares + <usize>child * SHARES);
  for (let m = gone; m != 0; m &= m - 1) {
    const from = at + <usize>ctz(m) * width;
    scale(from, share, from + level, true);
  }
  store<i32>(missed + player * 4, gone | miss);
  visit(child, at + level, hit | miss | gone);
  const own = sums + player * ROWS * 16;
  for (let m = hit; m != 0; m &= m - 1) {
    const row = <usize>ctz(m);
    const to = at + up + row * width;
    tally(own + row * 16, gather(to + level, edge + width, to, isFirst));
  }
  for (let m = miss; m != 0; m &= m - 1) {
    const row = <usize>ctz(m);
    const to = at + up + row * width;
    tally(own + row * 16, gather(to + level, edge + 3 * width, to, isFirst));
  }
  const same = f64x2.splat(1);
  for (let m = gone; m != 0; m &= m - 1) {
    const to = at + up + <usize>ctz(m) * width;
    scale(to + level, same, to, isFirst);
  }
}

/** At a leaf, or the two of a pair. */
@inline
function end(leaf: i32, at: usize, hit: i32, miss: i32, gone: i32, player: usize, isFirst: bool): void {
  const edge = edges + <usize>leaf * 4 * width;
  const own = sums + player * ROWS * 16;
  for (let m = hit; m != 0; m &= m - 1) {
    const row = <usize>ctz(m);
    const from = at + row * width;
    tally(own + row * 16, finish(from, edge, from + up, isFirst));
  }
  for (let m = miss; m != 0; m &= m - 1) {
    const row = <usize>ctz(m);
    const from = at + row * width;
    tally(own + row * 16, finish(from, edge + 2 * width, from + up, isFirst));
  }
  const share = v128.load64_splat(shares + <usize>leaf * SHARES);
  for (let m = gone; m != 0; m &= m - 1) {
    const from = at + <usize>ctz(m) * width;
    scale(from, share, from + up, isFirst);
  }
}

@inline
function tally(at: usize, value: v128): void {
  v128.store(at, v128.add<f64>(v128.load(at), value));
}

// Each of these takes K doubles, two at a time.

/** to = from · ratio */
@inline
function multiply(from: usize, ratio: usize, to: usize): void {
  if (PAIRS == 0) {
    for (let k: usize = 0; k < width; k += 32) {
      multiplyTwo(from + k, ratio + k, to + k);
      multiplyTwo(from + k + 16, ratio + k + 16, to + k + 16);
    }
    return;
  }
  multiplyTwo(from, ratio, to);
  if (PAIRS > 1) multiplyTwo(from + 16, ratio + 16, to + 16);
  if (PAIRS > 2) multiplyTwo(from + 32, ratio + 32, to + 32);
  if (PAIRS > 3) multiplyTwo(from + 48, ratio + 48, to + 48);
  if (PAIRS > 4) multiplyTwo(from + 64, ratio + 64, to + 64);
}

@inline
function multiplyTwo(from: usize, ratio: usize, to: usize): void {
  v128.store(to, v128.mul<f64>(v128.load(from), v128.load(ratio)));
}

/** to = from · share, or added to it unless it is the first. */
@inline
function scale(from: usize, share: v128, to: usize, isFirst: bool): void {
  if (PAIRS == 0) {
    for (let k: usize = 0; k < width; k += 32) {
      scaleTwo(from + k, share, to + k, isFirst);
      scaleTwo(from + k + 16, share, to + k + 16, isFirst);
    }
    return;
  }
  scaleTwo(from, share, to, isFirst);
  if (PAIRS > 1) scaleTwo(from + 16, share, to + 16, isFirst);
  if (PAIRS > 2) scaleTwo(from + 32, share, to + 32, isFirst);
  if (PAIRS > 3) scaleTwo(from + 48, share, to + 48, isFirst);
  if (PAIRS > 4) scaleTwo(from + 64, share, to + 64, isFirst);
}

@inline
function scaleTwo(from: usize, share: v128, to: usize, isFirst: bool): void {
  const scaled = v128.mul<f64>(v128.load(from), share);
  v128.store(to, isFirst ? scaled : v128.add<f64>(v128.load(to), scaled));
}

/** Σ below · head, in two lanes; to = below, or added to it unless it is the first. */
@inline
function gather(below: usize, head: usize, to: usize, isFirst: bool): v128 {
  let sum = gatherTwo(below, head, to, isFirst);
  if (PAIRS == 0) {
    sum = v128.add<f64>(sum, gatherTwo(below + 16, head + 16, to + 16, isFirst));
    for (let k: usize = 32; k < width; k += 32) {
      sum = v128.add<f64>(sum, gatherTwo(below + k, head + k, to + k, isFirst));
      sum = v128.add<f64>(sum, gatherTwo(below + k + 16, head + k + 16, to + k + 16, isFirst));
    }
    return sum;
  }
  if (PAIRS > 1) sum = v128.add<f64>(sum, gatherTwo(below + 16, head + 16, to + 16, isFirst));
  if (PAIRS > 2) sum = v128.add<f64>(sum, gatherTwo(below + 32, head + 32, to + 32, isFirst));
  if (PAIRS > 3) sum = v128.add<f64>(sum, gatherTwo(below + 48, head + 48, to + 48, isFirst));
  if (PAIRS > 4) sum = v128.add<f64>(sum, gatherTwo(below + 64, head + 64, to + 64, isFirst));
  return sum;
}

@inline
function gatherTwo(below: usize, head: usize, to: usize, isFirst: bool): v128 {
  const found = v128.load(below);
  v128.store(to, isFirst ? found : v128.add<f64>(v128.load(to), found));
  return v128.mul<f64>(found, v128.load(head));
}

/** Σ from · head, in two lanes; to = from · ratio, or added to it unless it is the first. The head stands behind the ratio. */
@inline
function finish(from: usize, ratio: usize, to: usize, isFirst: bool): v128 {
  let sum = finishTwo(from, ratio, to, isFirst);
  if (PAIRS == 0) {
    sum = v128.add<f64>(sum, finishTwo(from + 16, ratio + 16, to + 16, isFirst));
    for (let k: usize = 32; k < width; k += 32) {
      sum = v128.add<f64>(sum, finishTwo(from + k, ratio + k, to + k, isFirst));
      sum = v128.add<f64>(sum, finishTwo(from + k + 16, ratio + k + 16, to + k + 16, isFirst));
    }
    return sum;
  }
  if (PAIRS > 1) sum = v128.add<f64>(sum, finishTwo(from + 16, ratio + 16, to + 16, isFirst));
  if (PAIRS > 2) sum = v128.add<f64>(sum, finishTwo(from + 32, ratio + 32, to + 32, isFirst));
  if (PAIRS > 3) sum = v128.add<f64>(sum, finishTwo(from + 48, ratio + 48, to + 48, isFirst));
  if (PAIRS > 4) sum = v128.add<f64>(sum, finishTwo(from + 64, ratio + 64, to + 64, isFirst));
  return sum;
}

@inline
function finishTwo(from: usize, ratio: usize, to: usize, isFirst: bool): v128 {
  const product = v128.load(from);
  const found = v128.mul<f64>(product, v128.load(ratio));
  v128.store(to, isFirst ? found : v128.add<f64>(v128.load(to), found));
  return v128.mul<f64>(product, v128.load(ratio + width));
}

/** Which of these rows go left at a split, as bits (and any bits of others); see `goesLeft` in src/trees/ensemble.ts. */
@inline
function goesLeft(record: usize, rows: i32): i32 {
  const from = x + <usize>load<i32>(record, 8) * ROWS * 8;
  const kind = load<i32>(record, 24);
  if (load<i32>(record, 28) != 0 || (kind & ZERO_IS_MISSING) != 0) return goesLeftOneByOne(record, rows, from);
  const threshold = v128.load64_splat(record, 16);
  let bits = 0;
  if ((kind & MISSING_LEFT) != 0) {
    for (let row: usize = 0; row < ROWS; row += 8) {
      bits |= (i64x2.bitmask(f64x2.gt(v128.load(from + row * 8), threshold)) |
        (i64x2.bitmask(f64x2.gt(v128.load(from + row * 8, 16), threshold)) << 2) |
        (i64x2.bitmask(f64x2.gt(v128.load(from + row * 8, 32), threshold)) << 4) |
        (i64x2.bitmask(f64x2.gt(v128.load(from + row * 8, 48), threshold)) << 6)) << <i32>row;
    }
    return ~bits;
  }
  for (let row: usize = 0; row < ROWS; row += 8) {
    bits |= (i64x2.bitmask(f64x2.le(v128.load(from + row * 8), threshold)) |
      (i64x2.bitmask(f64x2.le(v128.load(from + row * 8, 16), threshold)) << 2) |
      (i64x2.bitmask(f64x2.le(v128.load(from + row * 8, 32), threshold)) << 4) |
      (i64x2.bitmask(f64x2.le(v128.load(from + row * 8, 48), threshold)) << 6)) << <i32>row;
  }
  return bits;
}

function goesLeftOneByOne(record: usize, rows: i32, from: usize): i32 {
  const kind = load<i32>(record, 24);
  const levels = <usize>load<i32>(record, 28);
  const threshold = load<f64>(record, 16);
  let bits = 0;
  for (let m = rows; m != 0; m &= m - 1) {
    const row = ctz(m);
    const value = load<f64>(from + <usize>row * 8);
    let left: bool;
    if (value != value) left = (kind & MISSING_LEFT) != 0;
    else if (levels != 0) {
      const level = <u32>value;
      left = ((load<u32>(levels + ((level >>> 5) << 2)) >>> (level & 31)) & 1) != 0;
    } else if ((kind & ZERO_IS_MISSING) != 0 && Math.abs(value) <= ZERO_WIDTH) left = (kind & MISSING_LEFT) != 0;
    else left = value <= threshold;
    if (left) bits |= 1 << row;
  }
  return bits;
}
