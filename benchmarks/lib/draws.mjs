// Seeded draws of cells: cohorts of given size and rates, decisions independent or repeated on subjects.
import { createRequire } from "node:module";
import { countTable, table } from "../../packages/core/dist/index.js";

// The generator that core itself depends on.
const require = createRequire(new URL("../../packages/core/package.json", import.meta.url));
const { uniformFloat64 } = require("pure-rand/distribution/uniformFloat64");
const { xoroshiro128plus } = require("pure-rand/generator/xoroshiro128plus");

export function makeRandom(seed) {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** Cumulative chances of a binomial; few sizes and rates occur, and each often. */
const cached = new Map();
function cumulative(size, rate) {
  const key = `${size} ${rate}`;
  let chances = cached.get(key);
  if (chances !== undefined) return chances;
  if (cached.size > 20_000) cached.clear();
  chances = new Float64Array(size + 1);
  // Up from the mode and down from it, so that nothing underflows that matters.
  const mode = Math.min(size, Math.floor((size + 1) * rate));
  const odds = rate / (1 - rate);
  chances[mode] = 1;
  for (let x = mode; x < size; x++) chances[x + 1] = (chances[x] * (size - x) * odds) / (x + 1);
  for (let x = mode; x > 0; x--) chances[x - 1] = (chances[x] * x) / ((size - x + 1) * odds);
  const sum = chances.reduce((total, chance) => total + chance, 0);
  let below = 0;
  for (let x = 0; x <= size; x++) {
    below += chances[x] / sum;
    chances[x] = below;
  }
  cached.set(key, chances);
  return chances;
}

function drawBinomial(random, size, rate) {
  const chances = cumulative(size, rate);
  const at = random();
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chances[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Decisions of one cohort by label and decision, [y0p0, y0p1, y1p0, y1p1]; `base` is the share of
 * favourable labels, `selected` the chance of a favourable decision given the label.
 */
function drawDecisions(random, size, { base, selected }) {
  const favourable = drawBinomial(random, size, base);
  const others = size - favourable;
  const [low, high] = [
    drawBinomial(random, others, selected[0]),
    drawBinomial(random, favourable, selected[1]),
  ];
  return { counts: [others - low, low, favourable - high, high], pairs: null };
}

/**
 * The same with `each` decisions a subject, alike by an intra-cluster correlation: beta-binomial, as
 * Pólya's urn. `selected` must not depend on the label.
 */
function drawSubjects(random, size, { base, selected }, { each, correlation }) {
  const [, rate] = selected;
  const weight = (1 - correlation) / correlation;
  const counts = [0, 0, 0, 0];
  const pairs = new Float64Array(16);
  for (let subject = 0; subject < size / each; subject++) {
    const own = [0, 0, 0, 0];
    let chosen = 0;
    for (let decision = 0; decision < each; decision++) {
      const isChosen = random() < (rate * weight + chosen) / (weight + decision);
      if (isChosen) chosen++;
      own[2 * Number(random() < base) + Number(isChosen)]++;
    }
    for (let i = 0; i < 4; i++) {
      counts[i] += own[i];
      for (let j = 0; j < 4; j++) pairs[4 * i + j] += own[i] * own[j];
    }
  }
  return { counts, pairs };
}

/** Draws cells for `configuration`, of cohorts `g0`, `g1`, … with label `y` and prediction `p`. */
export function cellDrawer(configuration, cohorts, clusters) {
  // One row of each cohort, label and decision: the schema is the one of a real table.
  const keys = cohorts.flatMap((_, cohort) =>
    [0, 1].flatMap((y) => [0, 1].map((p) => [cohort, y, p])),
  );
  const everything = {
    g: keys.map(([cohort]) => `g${cohort}`),
    y: keys.map(([, y]) => y),
    p: keys.map(([, , p]) => p),
    subject: keys.map((_, i) => i),
  };
  const { schema, schemaHash } = countTable(table(everything), configuration, null).cells;
  return (random) => {
    const drawn = cohorts.map(({ size, rates }) =>
      clusters === null
        ? drawDecisions(random, size, rates)
        : drawSubjects(random, size, rates, clusters),
    );
    const entries = [];
    const places = drawn.map(({ counts }, cohort) =>
      counts.map((n, at) =>
        n === 0 ? -1 : entries.push({ key: [cohort, at >> 1, at & 1], n, w: n, w2: n }) - 1,
      ),
    );
    const cells = { schema, schemaHash, entries };
    return clusters === null ? cells : { ...cells, pairs: pairsOf(drawn, places) };
  };
}

function pairsOf(drawn, places) {
  return drawn.flatMap(({ pairs }, cohort) =>
    Array.from(pairs, (sum, at) => ({
      first: places[cohort][at >> 2],
      second: places[cohort][at & 3],
      sum,
    })).filter(({ first, second, sum }) => first >= 0 && first <= second && sum > 0),
  );
}
