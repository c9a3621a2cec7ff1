import { writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { damagedFile, runCase } from "./run-case.ts";
import { fuzzTargets } from "./targets.ts";

/** Cases a file. `node benchmarks/fuzz-models.mjs` sets more, and where their counts are to be kept. */
const CASES = Number(process.env.EVENHAND_FUZZ_CASES ?? 170);
const KEPT = process.env.EVENHAND_FUZZ_COUNTS;

/** What came of the cases of one file. */
interface Counts {
  readonly format: string;
  readonly file: string;
  readonly bytes: number;
  readonly cases: number;
  readonly outcomes: Record<string, number>;
  readonly slowest: { readonly seed: number; readonly mutator: string; readonly ms: number };
}

const all: Counts[] = [];

test.each(fuzzTargets().map((target) => [target.name, target] as const))(
  "%s, damaged, is refused with a typed error or read as a sound model",
  (_, target) => {
    const outcomes: Record<string, number> = {};
    const faults: string[] = [];
    let slowest = { seed: 0, mutator: "", ms: 0 };
    for (let seed = 0; seed < CASES; seed++) {
      const { bytes, mutator } = damagedFile(target, seed);
      const start = performance.now();
      try {
        const outcome = runCase(target, bytes);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      } catch (error) {
        faults.push(`seed ${seed}, ${mutator.name}: ${error}`);
      }
      const ms = performance.now() - start;
      if (ms > slowest.ms) slowest = { seed, mutator: mutator.name, ms };
    }
    const { format, name: file, bytes } = target;
    all.push({ format, file, bytes: bytes.length, cases: CASES, outcomes, slowest });
    expect(faults).toEqual([]);
    // The damage is real.
    expect(outcomes.refused).toBeGreaterThan(CASES / 5);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  },
);

test("models that damage made to predict otherwise are among them, of most files", () => {
  const changed = all.filter(({ outcomes }) => (outcomes.caught ?? 0) > 0);
  expect(changed.length).toBeGreaterThan(all.length / 2);
});

afterAll(() => {
  if (KEPT !== undefined) writeFileSync(KEPT, JSON.stringify(all));
});
