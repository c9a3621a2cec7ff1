// The program of a worker thread: the answers for people whom no other thread has taken.
import { isEvenhandError } from "@evenhand/core";
import { prepareCounterfactuals } from "../counterfactuals/counterfactuals.ts";
import type { PersonWord, PersonWork } from "./person-work.ts";
import { loadThreads } from "./threads.ts";

function perform(
  { model, table, options, rows, taken }: PersonWork,
  say: (word: PersonWord) => void,
) {
  const changesFor = prepareCounterfactuals(model, options);
  for (let at = Atomics.add(taken, 0, 1); at < rows.length; at = Atomics.add(taken, 0, 1)) {
    const row = rows[at] as number;
    say({ row, found: changesFor(table, row) });
  }
  say("done");
}

// What else goes wrong here ends the thread, and the one that started it is told.
void loadThreads().then(({ workerData, parentPort }) => {
  const say = (word: PersonWord): void => parentPort?.postMessage(word);
  try {
    perform(workerData as PersonWork, say);
  } catch (error) {
    if (!isEvenhandError(error)) throw error;
    const { code, path, problem, received, expected, hint } = error;
    say({ fault: { code, path, problem, received, expected, hint } });
  }
});
