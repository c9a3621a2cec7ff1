// `npm run build`: compiles every package.
import { runSteps } from "./lib/steps.mjs";
import { buildStep, installStep, requireNode } from "./lib/workspace.mjs";

requireNode();
await runSteps([installStep("main"), buildStep(".")]);
