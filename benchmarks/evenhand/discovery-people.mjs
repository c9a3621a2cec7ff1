// Made-up people for the search: independent attributes, decisions at random, and a cohort of two
// conditions that is refused more often.

/** A generator of numbers in [0, 1): mulberry32. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const BASE = 0.2;
const GAP = 0.15;

/** Columns `a0`, `a1`, … of 2 to 6 levels, label `y` and decision `p`; exactly `planted` people are 0 in both `a0` and `a1`. */
export function makePeople({ rows, attributes, planted, baseRate, seed }) {
  const random = randomFrom(seed);
  const people = { y: new Uint8Array(rows), p: new Uint8Array(rows) };
  for (let i = 0; i < attributes; i++) {
    const levels = i < 2 ? 6 : 2 + (i % 5);
    people[`a${i}`] = Uint8Array.from({ length: rows }, () => Math.floor(random() * levels));
  }
  const { a0, a1, y, p } = people;
  let wanted = planted;
  for (let row = 0; row < rows; row++) {
    // Those who meet both conditions by chance and are too many move to another level.
    if (a0[row] === 0 && a1[row] === 0 && wanted-- <= 0 && planted > 0)
      a1[row] = 1 + Math.floor(random() * 5);
    const isPlanted = planted > 0 && a0[row] === 0 && a1[row] === 0;
    y[row] = random() < baseRate ? 1 : 0;
    p[row] = random() < (isPlanted ? BASE + GAP : BASE) ? 0 : 1;
  }
  return people;
}

/** What is timed: 15 attributes, everyone with a favourable label, a planted cohort of one in forty. */
export function makeSearched(rows) {
  return makePeople({ rows, attributes: 15, planted: rows / 40, baseRate: 1, seed: 7 });
}

/** The same question of all of them: whose false-negative rate stands out. */
export function questionAbout(people) {
  return {
    attributes: Object.keys(people).filter((name) => name.startsWith("a")),
    label: "y",
    prediction: "p",
    favourable: [1],
    metric: "false_negative_rate",
  };
}
