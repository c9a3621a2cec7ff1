import type { TableTask } from "../attributions/table-attributions.ts";
import type { StopSignal } from "../black-box/ask.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { runThreads } from "./run-threads.ts";
import { shared, sharedDoubles, type Word, type Work } from "./work.ts";

export interface WorkerOptions {
  /** Threads that share the rows, at least one; the one that calls only waits. */
  readonly workers: number;
  /** Looked at after every tree of every worker; once it is aborted the promise is rejected with its reason. */
  readonly signal?: StopSignal;
  /** Told after every tree of every worker. */
  readonly onProgress?: (progress: WorkerProgress) => void;
}

export interface WorkerProgress {
  /** Trees finished, each counted once a worker. */
  readonly done: number;
  readonly most: number;
}

/** Shapley values of every row, `player·rows + row`, each worker taking rows that stand together. */
export async function shareRows(
  model: TreeEnsemble,
  { rows, game, players, engine }: TableTask,
  { workers, signal, onProgress }: WorkerOptions,
): Promise<Float64Array> {
  const phi = sharedDoubles(players.count * rows.rows);
  const threads = Math.max(1, Math.min(workers, rows.rows));
  const { roots, nodes } = model;
  const common = {
    model: { ...model, roots: shared(roots), nodes: shared(nodes) },
    rows: shared(rows),
    game: shared(game),
    players: { of: shared(players.of), count: players.count },
    engine,
    phi,
  };
  const most = threads * roots.length;
  let done = 0;
  const works = Array.from({ length: threads }, (_, at): Work => {
    const from = Math.floor((at * rows.rows) / threads);
    const to = Math.floor(((at + 1) * rows.rows) / threads);
    return { ...common, from, to };
  });
  const hear = (word: Word): void => {
    if (word === "tree") onProgress?.({ done: ++done, most });
  };
  await runThreads("./rows-worker.js", works, hear, signal);
  return phi;
}
