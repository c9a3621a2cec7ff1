// Exact attributions beside shap and LightGBM, on the same models and rows.
//   npm run build && benchmarks/peers/install.sh && node benchmarks/attributions.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOurs, runOursWith, runPeer } from "./lib/processes.mjs";
import { machine, tableText, writeText } from "./lib/results.mjs";
import { median } from "./lib/timing.mjs";

const RUNS = 3;
/** The peer takes at most so many rows; its time for more is extrapolated in proportion. */
const TASKS = [
  {
    what: "forest 100 × depth 8, path-dependent",
    model: "depth-8",
    work: "path-dependent",
    peer: "shap",
    sizes: [100, 1_000, 10_000],
    mostOfPeer: 2_000,
    target: "≥ 8×, stretch 15×",
  },
  {
    what: "the same, interventional, 100 background rows",
    model: "depth-8",
    work: "interventional",
    background: 100,
    peer: "shap",
    sizes: [100, 1_000, 10_000],
    mostOfPeer: 200,
    tolerance: 1e-6,
    target: "≥ 40×",
  },
  {
    what: "the same, 1,000 background rows",
    model: "depth-8",
    work: "interventional",
    background: 1_000,
    peer: "shap",
    sizes: [10_000],
    mostOfPeer: 20,
    tolerance: 1e-6,
    target: "≤ 1.5× our time with 100",
  },
  {
    what: "LightGBM 500 × 31 leaves, path-dependent",
    model: "lightgbm",
    work: "path-dependent",
    peerWork: "contributions",
    peer: "pred_contrib",
    sizes: [100, 1_000, 10_000],
    mostOfPeer: 2_000,
    target: "≥ 6×, stretch 10×",
  },
  {
    what: "forest without depth limit, path-dependent",
    model: "unlimited",
    work: "path-dependent",
    peer: "shap",
    sizes: [10, 100, 500],
    mostOfPeer: 50,
    target: "≥ 8×",
  },
  {
    what: "the same, without WebAssembly",
    model: "unlimited",
    work: "javascript",
    peerWork: "path-dependent",
    peer: "shap",
    sizes: [100],
    mostOfPeer: 50,
    target: "≥ 1.2×",
  },
  {
    what: "forest 100 × depth 8, path-dependent, without WebAssembly",
    model: "depth-8",
    work: "javascript",
    peerWork: "path-dependent",
    peer: "shap",
    sizes: [10_000],
    mostOfPeer: 1_000,
    target: "–",
  },
  {
    what: "prediction, forest 100 × depth 8",
    model: "depth-8",
    work: "predict",
    peer: "scikit-learn",
    sizes: [100, 1_000, 10_000],
    mostOfPeer: 10_000,
    target: "≥ 0.9×",
  },
];

function perform(folder, task) {
  return task.sizes.map((rows) => {
    const { model, work, peerWork = work, background = 0, mostOfPeer, tolerance = 1e-9 } = task;
    const peerRows = Math.min(rows, mostOfPeer);
    const peer = JSON.parse(
      runPeer("attributions", folder, model, peerWork, peerRows, background, RUNS),
    );
    const ours = runOurs("attributions", folder, model, work, rows, background, RUNS);
    const apart = Math.max(...peer.values.map((value, at) => Math.abs(value - ours.values[at])));
    if (!(apart <= tolerance)) throw new Error(`${task.what}: ${apart} apart at ${rows} rows`);
    const [own, theirs] = [median(ours.times), (median(peer.times) * rows) / peerRows];
    const { values: _ours, ...oursKept } = ours;
    const { values: _peer, ...peerKept } = peer;
    return { task: task.what, rows, peerRows, own, theirs, apart, ours: oursKept, peer: peerKept };
  });
}

/** Rows shared by two workers. */
const SHARED = [
  ["forest 100 × depth 8, path-dependent", "depth-8", 20_000, 0],
  ["the same, interventional, 100 background rows", "depth-8", 20_000, 100],
  ["LightGBM 500 × 31 leaves, path-dependent", "lightgbm", 20_000, 0],
  ["forest without depth limit, path-dependent", "unlimited", 2_000, 0],
];

const MEMORY = [
  ["forest 100 × depth 8, path-dependent", "depth-8", "memory", 10_000, 0],
  ["the same, without WebAssembly", "depth-8", "memory-javascript", 10_000, 0],
  ["the same, interventional, 100 background rows", "depth-8", "memory", 10_000, 100],
  ["LightGBM 500 × 31 leaves, path-dependent", "lightgbm", "memory", 10_000, 0],
  ["forest without depth limit, path-dependent", "unlimited", "memory", 500, 0],
  ["one at a time: forest 100 × depth 8, path-dependent", "depth-8", "memory-prepared", 200, 0],
  ["one at a time: the same, interventional", "depth-8", "memory-prepared", 200, 100],
];

const count = (value) => value.toLocaleString("en-GB");
const seconds = (ms) => (ms < 100_000 ? (ms / 1000).toPrecision(3) : count(Math.round(ms / 1000)));
const times = (value) => `${value.toPrecision(3)}×`;

function timingRow({ target }, { task, rows, peerRows, own, theirs, apart, ours }) {
  return [
    task,
    count(rows),
    peerRows === rows ? seconds(theirs) : `${seconds(theirs)} (from ${count(peerRows)} rows)`,
    seconds(own),
    times(theirs / own),
    target,
    apart.toExponential(0),
    ours.largestResidual?.toExponential(0) ?? "–",
  ];
}

const folder = mkdtempSync(join(tmpdir(), "attributions-"));
try {
  runPeer("attributions_models", folder);
  const found = TASKS.map((task) => perform(folder, task));
  const each = runOurs("attributions", folder, "depth-8", "each", 2_000, 0, 1);
  const against = runOurs("attributions", folder, "depth-8", "each-interventional", 2_000, 100, 1);
  const shared = SHARED.map(([what, model, rows, background]) => ({
    what,
    rows,
    ...runOurs("attributions", folder, model, "workers", rows, background, RUNS),
  }));
  for (const { model } of TASKS) runOurs("attributions", folder, model, "serialise", 1, 0, 1);
  const memory = MEMORY.map(([what, model, work, rows, background]) => ({
    what,
    rows,
    ...runOursWith(["--expose-gc"], "attributions", folder, model, work, rows, background, 1),
  }));
  const costOf = (what) => found.flat().find(({ task, rows }) => task === what && rows === 10_000);
  const growth = costOf(TASKS[2].what).own / costOf(TASKS[1].what).own;
  const on = machine(found[0][0].peer.versions);
  const text = `# Exact attributions

Made by \`node benchmarks/attributions.mjs\`.

20 features, rows of scikit-learn's \`make_classification\` (10 informative, 4 redundant, 3 clusters a class, float32-exact), models trained on all 20,000. CPU time (user + system) of one process on one thread, median of ${RUNS} runs after one to warm up, in seconds; both sides in the same call on the same rows. Ours counts everything \`attribute\` does: reading the table, building and dropping tables or vectors, predictions, the hash of the background, residuals. The peer's counts making its explainer. Where the peer was given fewer rows, its time is extrapolated in proportion, and the cell says so. "Apart" is the largest difference of a contribution in the first 20 rows: shap's interventional kernel works in single precision. shap computes both classes of a forest. "Residual" is our largest |output − baseline − Σ contributions|.

${tableText(
  ["what", "rows", "peer, s", "Evenhand, s", "peer / Evenhand", "target", "apart", "residual"],
  TASKS.flatMap((task, at) => found[at].map((one) => timingRow(task, one))),
)}

Peers: shap for forests, LightGBM's own \`pred_contrib\` for LightGBM, scikit-learn for predictions. Path-dependent values come from the WebAssembly kernel save where a row says that it was turned off. With 1,000 background rows we took ${times(growth)} our time with 100 (target ≤ 1.5×).

## One explanation

Forest 100 × depth 8, \`prepareAttribution\`, warm, one person at a time out of a table, CPU time in ms.

${tableText(
  ["game", "median", "95th percentile", "target"],
  [
    ["path-dependent", each.median.toFixed(2), each.p95.toFixed(2), "≤ 2"],
    [
      "interventional, 100 background rows",
      against.median.toFixed(2),
      against.p95.toFixed(2),
      "≤ 2",
    ],
  ],
)}

## Two workers

\`attributeInWorkers\` with two workers beside \`attribute\`, in turn, wall time in seconds, median of ${RUNS} after one to warm up; starting the threads is counted. The machine has two cores and others worked on it: \`load\` is its load average at the end, of which ours is about one. Above 2 the wall times say more about the others than about us; "both cores free" is what CPU times leave possible, 2 × CPU of one thread ÷ CPU of everything with two workers.

${tableText(
  [
    "what",
    "rows",
    "one thread, s",
    "two workers, s",
    "ratio",
    "target",
    "both cores free",
    "same bytes",
    "load",
  ],
  shared.map(({ what, rows, alone, shared: two, aloneCpu, sharedCpu, same, load }) => [
    what,
    count(rows),
    seconds(alone),
    seconds(two),
    times(alone / two),
    "≥ 1.7×",
    times((2 * aloneCpu) / sharedCpu),
    same ? "yes" : "no",
    load.toFixed(1),
  ]),
)}

## Memory

What the process grew by above the model and the rows while values were computed, looked at after every tree: tables or vectors, values, and garbage not yet collected. One at a time: what is left after 200 explanations and a collection.

${tableText(
  ["what", "rows", "MiB", "target"],
  memory.map(({ what, rows, above }) => [what, count(rows), above.toFixed(0), "≤ 64"]),
)}
`;
  writeText("attributions", text, on, { found, each, against, shared, memory });
} finally {
  rmSync(folder, { recursive: true });
}
