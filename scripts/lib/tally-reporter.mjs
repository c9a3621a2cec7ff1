import { writeFileSync } from "node:fs";

/** A Vitest reporter that leaves counts, and the reason of each skip, in the file EVENHAND_TALLY names. */
export default class TallyReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      // A file that cannot be loaded, or a hook that throws, fails no test by name.
      tally.failed += module.errors().length;
      for (const suite of module.children.allSuites()) tally.failed += suite.errors().length;
      for (const test of module.children.allTests()) count(tally, test);
    }
    writeFileSync(process.env.EVENHAND_TALLY, JSON.stringify(tally));
  }
}

function count(tally, test) {
  const { state, note } = test.result();
  if (state === "passed") tally.passed += 1;
  else if (state === "skipped") tally.skipped.push({ test: test.fullName, reason: note ?? null });
  else tally.failed += 1;
}
