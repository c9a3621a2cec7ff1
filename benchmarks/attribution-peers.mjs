// Exact attributions beside two libraries that say they are quicker than shap, on the same models and rows.
//   npm run build && benchmarks/peers/install.sh && node benchmarks/attribution-peers.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOurs, runPeer } from "./lib/processes.mjs";
import { machine, tableText, writeText } from "./lib/results.mjs";
import { median } from "./lib/timing.mjs";

const RUNS = 3;
const ROWS = 10_000;
/** A peer that grows with the rows takes at most so many; its time for more is extrapolated. */
const MOST_OF_TREESHAP = 1_000;

// One thread each.
process.env.RAYON_NUM_THREADS = "1";
process.env.NUMBA_NUM_THREADS = "1";

const forest = { model: "depth-8", what: "forest 100 × depth 8" };
const boosted = { model: "lightgbm", what: "LightGBM 500 × 31 leaves" };
const path = { work: "path-dependent", background: 0, game: "path-dependent" };
const against = (background) => ({
  work: "interventional",
  background,
  game: `interventional, ${background.toLocaleString("en-GB")} background rows`,
});

const TASKS = [
  { ...forest, ...path, peers: ["woodelf"] },
  { ...forest, ...against(100), peers: ["woodelf"] },
  { ...forest, ...against(1_000), peers: ["woodelf"] },
  { ...boosted, ...path, peers: ["woodelf", "treeshap"] },
  { ...boosted, ...against(100), peers: ["woodelf"] },
];

function perform(folder, { what, game, model, work, background, peers }) {
  const ours = runOurs("attributions", folder, model, work, ROWS, background, RUNS);
  return peers.map((name) => {
    const rows = name === "treeshap" ? MOST_OF_TREESHAP : ROWS;
    const args = [folder, name, model, work, rows, background, RUNS];
    const peer = JSON.parse(runPeer("attribution_others", ...args));
    if (peer.missing !== undefined) {
      console.error(`${name} is not installed: left out`);
      return { what, game, peer: name, missing: true };
    }
    const apart = Math.max(...peer.values.map((value, at) => Math.abs(value - ours.values[at])));
    return {
      what,
      game,
      peer: name,
      peerRows: rows,
      theirs: (median(peer.times) * ROWS) / rows,
      own: median(ours.times),
      apart,
      residual: ours.largestResidual,
      times: { ours: ours.times, peer: peer.times },
      versions: peer.versions,
    };
  });
}

const seconds = (ms) => (ms / 1000).toPrecision(3);

function rowText({ what, game, peer, missing, peerRows, theirs, own, apart }) {
  if (missing) return [what, game, peer, "not installed", "–", "–", "–"];
  const from = peerRows === ROWS ? "" : ` (from ${peerRows.toLocaleString("en-GB")} rows)`;
  const ratio = `${(theirs / own).toPrecision(3)}×`;
  return [what, game, peer, seconds(theirs) + from, seconds(own), ratio, apart.toExponential(0)];
}

const folder = mkdtempSync(join(tmpdir(), "attribution-peers-"));
try {
  runPeer("attributions_models", folder);
  const found = TASKS.flatMap((task) => perform(folder, task));
  const on = machine(Object.assign({}, ...found.map(({ versions }) => versions)));
  const text = `# Exact attributions beside woodelf and treeshap

Made by \`node benchmarks/attribution-peers.mjs\`.

Models and rows as in \`attributions.md\`, ${ROWS.toLocaleString("en-GB")} rows. CPU time (user + system) of one process on one thread, median of ${RUNS} runs after one to warm up (which takes what numba compiles), in seconds; both sides make their explainers and tables each time. "Apart" is the largest difference of a contribution in the first 20 rows. Ours are within 1e-9 of shap's path-dependent values and of LightGBM's \`pred_contrib\` (\`attributions.md\`), so that what is apart by more is the peer's. The machine was busy with other work.

${tableText(["model", "game", "peer", "peer, s", "Evenhand, s", "peer / Evenhand", "apart"], found.map(rowText))}

fasttreeshap 0.1.6 is not measured: it installs, but does not load with numpy 2, which the other peers need.
`;
  writeText("attribution-peers", text, on, { found });
} finally {
  rmSync(folder, { recursive: true });
}
