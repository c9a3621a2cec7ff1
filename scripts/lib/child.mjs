import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/**
 * Runs a command in the repository and resolves to its exit code and, when captured, its output.
 * `stdio: "capture"` collects both streams in the order they arrive; `"inherit"` passes them through.
 */
export function run(command, args, { stdio = "capture", env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: stdio === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
      // On Windows npx is a .cmd file, which only a shell can start.
      shell: process.platform === "win32" && command === "npx",
    });
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ code: signal === null ? code : 1, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}
