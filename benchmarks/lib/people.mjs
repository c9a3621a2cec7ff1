// Made-up people: five groups of 40, 30, 15, 10 and 5 %, base rate .3, 80 % of predictions right.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export const LEVELS = {
  g: ["Amer-Indian-Eskimo", "Asian-Pac-Islander", "Black", "Other", "White"],
  y: ["<=50K", ">50K"],
  p: ["<=50K", ">50K"],
};

const UPPER = [0.4, 0.7, 0.85, 0.95, 1];

/** A linear congruential generator: the same people on every machine. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function makeCodes(rows) {
  const next = generator(7);
  const [g, y, p] = [new Uint8Array(rows), new Uint8Array(rows), new Uint8Array(rows)];
  for (let row = 0; row < rows; row++) {
    const at = next();
    g[row] = UPPER.findIndex((upper) => at < upper);
    y[row] = next() < 0.3 ? 1 : 0;
    p[row] = next() < 0.8 ? y[row] : 1 - y[row];
  }
  return { g, y, p };
}

/** Writes the codes where the peers read them. */
export function writeCodes(folder, rows) {
  for (const [name, codes] of Object.entries(makeCodes(rows))) {
    writeFileSync(join(folder, `${name}.u8`), codes);
  }
}

/** A category column of given codes. */
export function categoryOf(name, codes, levels = LEVELS[name]) {
  return { kind: "category", name, codes, levels, validity: null };
}

export const QUESTION = {
  decisions: { label: "y", favourable: ">50K", prediction: "p" },
  cohorts: { g: { by: ["g"], reference: "rest" } },
};
