// Exact attributions beside shap and LightGBM, on the same models and rows.
//   npm run build && benchmarks/peers/install.sh && node benchmarks/attributions.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOurs, runPeer } from "./lib/processes.mjs";
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
    target: "≥ 8× with WebAssembly, ≥ 1.2× without",
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

Peers: shap for forests, LightGBM's own \`pred_contrib\` for LightGBM, scikit-learn for predictions. Evenhand runs JavaScript only: there is no WebAssembly kernel. With 1,000 background rows we took ${times(growth)} our time with 100 (target ≤ 1.5×).

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
`;
  writeText("attributions", text, on, { found, each, against });
} finally {
  rmSync(folder, { recursive: true });
}
