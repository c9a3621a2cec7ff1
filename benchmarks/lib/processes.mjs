import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

function run(command, args, environment) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    env: environment,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed:\n${stderr}`);
  return stdout;
}

/** What a program of ours reports. */
export function runOurs(name, ...args) {
  return runOursWith([], name, ...args);
}

/** The same with flags of Node. */
export function runOursWith(flags, name, ...args) {
  const program = [...flags, `evenhand/${name}.mjs`, ...args.map(String)];
  return JSON.parse(run(process.execPath, program, process.env));
}

/**
 * What a peer reports, as text; one thread each. Some machines set kernels for OpenBLAS that slow numpy down; the
 * peers run without.
 */
export function runPeer(name, ...args) {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...environment } = process.env;
  return run("peers/.venv-peers/bin/python", [`peers/${name}.py`, ...args.map(String)], {
    ...environment,
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
  });
}
