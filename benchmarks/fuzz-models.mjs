// Damaged model files of every format: what becomes of 100,000 of them. Runs the fuzz test of
// packages/models with more cases and writes benchmarks/results/fuzz-models.{json,md}.
//   npm run build && node benchmarks/fuzz-models.mjs [cases a file]   (default 3704, a minute)
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { machine, tableText, writeText } from "./lib/results.mjs";

const cases = Number(process.argv[2] ?? 3704);
const MINUTES = 30;
const OUTCOMES = ["refused", "unfit", "equal", "caught", "beyond"];

const folder = mkdtempSync(join(tmpdir(), "evenhand-fuzz-"));
const counts = join(folder, "counts.json");
const { status, signal } = spawnSync(
  "node_modules/.bin/vitest",
  ["run", "packages/models/test/fuzz", "--testTimeout", String(MINUTES * 60_000)],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, EVENHAND_FUZZ_CASES: String(cases), EVENHAND_FUZZ_COUNTS: counts },
    stdio: ["ignore", "inherit", "inherit"],
    timeout: MINUTES * 60_000,
  },
);
if (status !== 0) {
  console.error(
    signal === null ? "There are faults; nothing is written." : `Ended after ${MINUTES} minutes.`,
  );
  process.exit(1);
}
const files = JSON.parse(readFileSync(counts, "utf8"));
rmSync(folder, { recursive: true });

const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
const formats = [...new Set(files.map(({ format }) => format))];
const rows = formats.map((format) => {
  const own = files.filter((file) => file.format === format);
  const { slowest } = own.reduce((a, b) => (b.slowest.ms > a.slowest.ms ? b : a));
  return [
    format,
    own.length,
    sum(own, (file) => file.cases).toLocaleString("en"),
    ...OUTCOMES.map((name) => sum(own, (file) => file.outcomes[name] ?? 0).toLocaleString("en")),
    `${slowest.ms.toFixed(0)} ms`,
  ];
});
const slowest = files.reduce((a, b) => (b.slowest.ms > a.slowest.ms ? b : a));
const total = sum(files, (file) => file.cases);
const beyond = sum(files, (file) => file.outcomes.beyond ?? 0);

writeText(
  "fuzz-models",
  `# Damaged model files

Made by \`node benchmarks/fuzz-models.mjs ${cases}\`. ${total.toLocaleString("en")} cases: ${files.length} sound files (fixtures written by the real tools), seeds 0 to ${cases - 1} each. A case flips bits, cuts the file off, drops, repeats or overwrites stretches, or takes the file apart (lines, numbers in text, values of JSON and UBJSON, fields of protobuf) and changes one to three places: hostile numbers, huge counts, other indices, cycles, NaN, wrong kinds, \`__proto__\`, nesting up to 100,000 levels.

Every case ended as one of these; anything else (a foreign error, an output that is no finite number, a model whose nodes, sets, covers or probabilities do not fit, two readings that differ, a replay that lets other outputs pass) is a fault. **There were no faults**, and no case ran longer than ${slowest.slowest.ms.toFixed(0)} ms (${slowest.file}, seed ${slowest.slowest.seed}, ${slowest.slowest.mutator}).

| outcome | what happened |
| --- | --- |
| refused | a typed error when the file was read |
| unfit | a sound model, but the table lacks its columns or levels: a typed error |
| equal | a sound model with the outputs of the undamaged file |
| caught | a sound model with other outputs on the sample rows; with \`sample\` it is refused |
| beyond | a sound model, equal on the sample rows, with other outputs on 40 rows drawn beside them |

\`beyond\` is the limit of any replay: ${((100 * beyond) / total).toFixed(1)} % of the cases changed a model where none of the sample rows goes. A larger sample leaves fewer.

${tableText(["format", "files", "cases", ...OUTCOMES, "slowest"], rows)}
`,
  machine({}),
  { cases, files },
);
