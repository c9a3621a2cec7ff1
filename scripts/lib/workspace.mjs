import { createHash } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./child.mjs";
import { root } from "./root.mjs";
import { StepFailure } from "./steps.mjs";

const stampPath = join(root, "node_modules", ".evenhand-install.json");

/** What the main job needs, without the notebooks' heavy packages; and everything. */
const filters = { main: ["--filter", "@evenhand/cps-wages..."], all: [] };

/** The step that installs the packages of a scope, `main` or `all`, exactly as the lockfile says. */
export function installStep(scope) {
  return {
    name: "install packages",
    async run() {
      const lock = lockDigest();
      if (isInstalled(scope, lock)) return "up to date";
      const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      await runQuietly("npx", [
        "-y",
        packageManager,
        "install",
        "--frozen-lockfile",
        ...filters[scope],
      ]);
      writeFileSync(stampPath, `${JSON.stringify({ scope, lock })}\n`);
      return "done";
    },
  };
}

/** The step that compiles a project and what it refers to; the compiler itself skips what is up to date. */
export function buildStep(project) {
  return {
    name: "build",
    async run() {
      // The main job brings its own compiler, so that either scope has one.
      const tsc = join(root, "datasets/cps-wages-1985/node_modules/typescript/bin/tsc");
      await runQuietly(process.execPath, [tsc, "-b", project]);
      makeExecutable(join(root, "packages/cli/dist/bin.js"));
    },
  };
}

/** Stops with one sentence where Node is too old for what follows. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Evenhand needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(3);
}

async function runQuietly(command, args) {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new StepFailure(`${command} exited with ${code}.`, { code, output });
}

/** The lockfile holds every manifest's dependencies, and a frozen install refuses one that differs. */
function lockDigest() {
  const hash = createHash("sha256");
  for (const file of ["package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml"]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function isInstalled(scope, lock) {
  if (!existsSync(stampPath)) return false;
  const stamp = JSON.parse(readFileSync(stampPath, "utf8"));
  return stamp.lock === lock && (stamp.scope === "all" || stamp.scope === scope);
}

function makeExecutable(path) {
  if (existsSync(path)) chmodSync(path, 0o755);
}
