// `npm test`: installs and builds if needed and runs every test; arguments after `--` go to Vitest.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./lib/child.mjs";
import { root } from "./lib/root.mjs";
import { runSteps, StepFailure } from "./lib/steps.mjs";
import { closingLine, skipLines } from "./lib/tally.mjs";
import { buildStep, installStep, requireNode } from "./lib/workspace.mjs";

requireNode();
const folder = mkdtempSync(join(tmpdir(), "evenhand-test-"));
const tallyPath = join(folder, "tally.json");

await runSteps([
  installStep("all"),
  buildStep("."),
  {
    name: "test",
    streams: true,
    async run() {
      const { code } = await run(
        process.execPath,
        [
          join(root, "node_modules/vitest/vitest.mjs"),
          "run",
          "--reporter=default",
          "--reporter=./scripts/lib/tally-reporter.mjs",
          ...process.argv.slice(2),
        ],
        { stdio: "inherit", env: { EVENHAND_TALLY: tallyPath } },
      );
      if (code !== 0) throw new StepFailure(`Vitest exited with ${code}.`, { code, output: "" });
    },
  },
]);

if (existsSync(tallyPath)) {
  const tally = JSON.parse(readFileSync(tallyPath, "utf8"));
  // A run that tested nothing proves nothing.
  if (tally.passed + tally.failed === 0) process.exitCode = 1;
  for (const line of [...skipLines(tally), closingLine(tally)]) process.stdout.write(`${line}\n`);
}
rmSync(folder, { recursive: true });
