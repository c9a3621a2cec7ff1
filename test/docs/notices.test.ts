import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { NOTICE_LOCALES, parseConfiguration } from "../../packages/core/dist/index.js";
import { describeWith } from "../optional-suite.ts";
import { root } from "../root.ts";
import { missingSharedData, sharedData } from "../shared-data.ts";
import { blocksOf } from "./snippets.ts";

const PAGE = "docs/notices.md";
const COMMAND = join(root, "packages/cli/dist/bin.js");
const execute = promisify(execFile);

describe("the page on notices", () => {
  it("names the languages there are", () => {
    const page = readFileSync(join(root, PAGE), "utf8");
    const named = page.match(/^English \(`en`\).*$/m)?.[0].match(/\(`\w\w`|\(`ar`/g) ?? [];
    expect(named.map((tag) => tag.slice(2, 4)).sort()).toEqual([...NOTICE_LOCALES]);
  });

  it("declares labels and units as a configuration takes them", () => {
    const [block = ""] = blocksOf(PAGE, "yaml");
    const { features } = parseConfiguration({
      version: 1,
      decisions: { label: "y", favourable: 1 },
      cohorts: { g: { by: ["g"] } },
      ...parse(block),
    });
    expect(Object.keys(features)).toEqual(["hours", "children", "job", "g"]);
  });
});

describeWith("data", missingSharedData, "the notices of the page", () => {
  const commands = blocksOf(PAGE, "sh");
  const outputs = blocksOf(PAGE, "text");

  it("are three", () => {
    expect([commands.length, outputs.length]).toEqual([3, 3]);
  });

  it.each(commands.map((command, at) => [command.trim().split("\n"), at] as const))(
    "%j prints what the page shows",
    async ([enter = "", explain = ""], at) => {
      const folder = join(root, enter.replace(/^cd /, ""));
      const argv = explain.replace(/^evenhand /, "").split(" ");
      const env = { ...process.env, EVENHAND_DATA: sharedData, NO_COLOR: "1" };
      const { stdout } = await execute(process.execPath, [COMMAND, ...argv], { cwd: folder, env });
      expect(stdout).toBe(outputs[at]);
    },
  );
});
