import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the modules are what their source compiles to", () => {
  const program = fileURLToPath(new URL("../../kernel/write.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [program, "--check"], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
}, 120_000);
