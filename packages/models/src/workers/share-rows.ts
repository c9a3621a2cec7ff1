import type { TableTask } from "../attributions/table-attributions.ts";
import type { StopSignal } from "../black-box/ask.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { loadThreads, type Thread } from "./threads.ts";
import { shared, sharedDoubles, type Word, type Work } from "./work.ts";

// A global of every runtime we support, but of none of the language libraries we compile against.
declare const URL: new (path: string, base: string) => object;

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
  const { Worker } = await loadThreads();
  const program = new URL("./rows-worker.js", (import.meta as unknown as { url: string }).url);
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
  const hear = (word: Word): void => {
    if (signal?.aborted) throw signal.reason;
    if (word === "tree") onProgress?.({ done: ++done, most });
  };
  const started: Thread[] = [];
  try {
    await Promise.all(
      Array.from({ length: threads }, (_, at) => {
        const from = Math.floor((at * rows.rows) / threads);
        const to = Math.floor(((at + 1) * rows.rows) / threads);
        const work: Work = { ...common, from, to };
        const thread = new Worker(program, { workerData: work });
        started.push(thread);
        return finished(thread, hear);
      }),
    );
  } finally {
    await Promise.all(started.map((thread) => thread.terminate()));
  }
  return phi;
}

/** Settles when a thread is done, fails, or what it says is answered by throwing. */
function finished(thread: Thread, hear: (word: Word) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.on("message", (word) => {
      try {
        hear(word as Word);
        if (word === "done") resolve();
      } catch (reason) {
        reject(reason);
      }
    });
    thread.on("error", reject);
    thread.on("exit", (code) => reject(new Error(`a worker ended early with code ${code}`)));
  });
}
