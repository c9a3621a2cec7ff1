// `npm start`: from a fresh clone to a verdict on real data.
import { join } from "node:path";
import { run } from "./lib/child.mjs";
import { root } from "./lib/root.mjs";
import { runSteps, StepFailure } from "./lib/steps.mjs";
import { buildStep, installStep, requireNode } from "./lib/workspace.mjs";

const job = "datasets/cps-wages-1985";

requireNode();
await runSteps([
  installStep("main"),
  buildStep(job),
  {
    name: "audit the wages of 1985",
    streams: true,
    async run() {
      const main = join(root, job, "dist/main.js");
      const { code } = await run(process.execPath, [main], { stdio: "inherit" });
      if (code !== 0)
        throw new StepFailure(`The main job exited with ${code}.`, { code, output: "" });
    },
  },
]);
