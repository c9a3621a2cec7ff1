import type { StopSignal } from "../black-box/ask.ts";
import { loadThreads, type Thread } from "./threads.ts";

// A global of every runtime we support, but of none of the language libraries we compile against.
declare const URL: new (path: string, base: string) => object;

/**
 * Runs a program in one thread for each work, until each has said that it is done; hears what they say in
 * between, and looks at the signal each time. All threads have ended when it settles.
 *
 * @param program a file beside this one
 * @throws what ends a thread early, what `hear` throws, the reason of the signal
 */
export async function runThreads<Word>(
  program: string,
  works: readonly unknown[],
  hear: (word: Word) => void,
  signal: StopSignal | undefined,
): Promise<void> {
  const { Worker } = await loadThreads();
  const place = new URL(program, (import.meta as unknown as { url: string }).url);
  const started: Thread[] = [];
  const listen = (word: Word): void => {
    if (signal?.aborted) throw signal.reason;
    hear(word);
  };
  try {
    await Promise.all(
      works.map((workerData) => {
        const thread = new Worker(place, { workerData });
        started.push(thread);
        return finished(thread, listen);
      }),
    );
  } finally {
    await Promise.all(started.map((thread) => thread.terminate()));
  }
}

/** Settles when a thread is done, fails, or what it says is answered by throwing. */
function finished<Word>(thread: Thread, hear: (word: Word) => void): Promise<void> {
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
