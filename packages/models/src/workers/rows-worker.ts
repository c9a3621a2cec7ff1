// The program of a worker thread: the Shapley values of its share of rows.
import { shapleyValues } from "../attributions/shapley.ts";
import { loadThreads } from "./threads.ts";
import type { Word, Work } from "./work.ts";

function perform(
  { model, rows, game, players, engine, from, to, phi }: Work,
  say: (word: Word) => void,
) {
  const values = rows.values.subarray(from * rows.width, to * rows.width);
  const own = shapleyValues(
    model,
    { rows: to - from, width: rows.width, values },
    game,
    players,
    "auto",
    engine,
    { rows: rows.rows, onTree: () => say("tree") },
  );
  for (let player = 0; player < players.count; player++) {
    const ofPlayer = own.subarray(player * (to - from), (player + 1) * (to - from));
    phi.set(ofPlayer, player * rows.rows + from);
  }
  say("done");
}

// What goes wrong here ends the thread, and the one that started it is told.
void loadThreads().then(({ workerData, parentPort }) => {
  perform(workerData as Work, (word) => parentPort?.postMessage(word));
});
