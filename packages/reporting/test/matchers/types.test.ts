import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";

const execute = promisify(execFile);
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TSC = pathOf("../../../../node_modules/typescript/bin/tsc");

const VITEST = {
  4: realpathSync(pathOf("../../../../node_modules/vitest")),
  5: realpathSync(pathOf("../../node_modules/vitest-5")),
} as const;

/** Compiles a consumer of one of the subpaths against a version of Vitest; gives the errors in files of ours. */
async function compile(consumer: 4 | 5, vitest: 4 | 5): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "evenhand-types-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = {
    compilerOptions: {
      target: "ES2022",
      lib: ["ES2023", "DOM"],
      module: "NodeNext",
      strict: true,
      noEmit: true,
      types: [],
      paths: {
        vitest: [join(VITEST[vitest], "dist/index.d.ts")],
        "@evenhand/core": [pathOf("../../../core/dist/index.d.ts")],
        "@evenhand/reporting/vitest": [pathOf("../../vitest.d.ts")],
        "@evenhand/reporting/vitest5": [pathOf("../../vitest5.d.ts")],
      },
    },
    files: [pathOf(`types/vitest${consumer}.mts`)],
  };
  const path = join(folder, "tsconfig.json");
  writeFileSync(path, JSON.stringify(config));
  try {
    await execute(process.execPath, [TSC, "-p", path, "--pretty", "false"]);
    return "";
  } catch (error) {
    const lines = (error as { readonly stdout: string }).stdout.split("\n");
    return lines.filter((line) => /vitest[45]?\.(d\.ts|mts)\(/.test(line)).join("\n");
  }
}

describe("the types of toMeetBudget", () => {
  it.each([4, 5] as const)("fit Vitest %i on its own subpath", async (version) => {
    expect(await compile(version, version)).toBe("");
  });

  it("do not fit the other version, which is why there are two", async () => {
    expect(await compile(4, 5)).toContain("TS2428");
    expect(await compile(5, 4)).toContain("TS2428");
  });
});
