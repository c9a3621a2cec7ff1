import { setMaxListeners } from "node:events";
import type { RunnerTestCase } from "vitest";
import { VitestTestRunner } from "vitest/runners";
import { SWITCH } from "./instrument.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Ids of the mutants that the test was the first to notice. */
    killed?: readonly string[];
  }
}

let active: string | null = null;
const reached = new Set<string>();
const killed = new Set<string>();
let asked = 0;
let mostAsked = Infinity;

Object.assign(globalThis, {
  [SWITCH]: (id: string): boolean => {
    asked++;
    if (asked > mostAsked) throw new Error("the mutant does not come to an end");
    reached.add(id);
    return active === id;
  },
});

/**
 * Runs each test as it is, then with each mutant that it reaches and nobody has noticed yet, and as
 * it is once more: a mutant that leaves something behind would be taken for the failure of the next.
 */
// biome-ignore lint/style/noDefaultExport: Vitest asks for it.
export default class MutantRunner extends VitestTestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    // Every run listens for the same signal.
    setMaxListeners(0, test.context.signal);
    const run = VitestTestRunner.getTestFn(test);
    reached.clear();
    asked = 0;
    await run();
    const noticed: string[] = [];
    const open = [...reached].filter((id) => !killed.has(id));
    const enough = 10_000 + 100 * asked;
    for (const id of open) {
      active = id;
      asked = 0;
      mostAsked = enough;
      try {
        await run();
      } catch {
        noticed.push(id);
        killed.add(id);
      } finally {
        active = null;
        mostAsked = Infinity;
      }
    }
    if (open.length > 0) await run();
    test.meta.killed = noticed;
  }
}
