import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { VERBS } from "../../src/commands/registry.ts";
import { folderWith, run } from "../helpers/command.ts";

describe("help", () => {
  it.each([[[]], [["--help"]], [["-h"]], [["help"]]])("shows every verb for %j", async (argv) => {
    const { code, stdout, stderr } = await run(argv, "/");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const { name } of VERBS) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  });

  it.each(VERBS.map(({ name }) => name))("shows the options of %s, both ways", async (name) => {
    const one = await run(["help", name], "/");
    const two = await run([name, "--help"], "/");
    expect(one).toEqual(two);
    expect(one.code).toBe(0);
    expect(one.stdout).toContain(`Usage: evenhand ${name}`);
    expect(one.stdout).toContain("--help");
  });

  it.each(VERBS.map(({ name }) => name))("of %s names only options that it takes", async (name) => {
    const { stdout } = await run(["help", name], "/");
    const verb = await VERBS.find((each) => each.name === name)?.load();
    const known = Object.keys(verb?.declaration.options ?? {});
    const named = [...stdout.matchAll(/--([a-z][a-z-]*)/g)].map(([, option]) => option as string);
    expect(named.filter((option) => option !== "help" && !known.includes(option))).toEqual([]);
  });

  it("tells the version", async () => {
    const manifest = JSON.parse(
      readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
    );
    expect((await run(["--version"], "/")).stdout).toBe(`${manifest.version}\n`);
  });

  it.each([
    ["chekc", 'Did you mean "check"?'],
    ["conquer", "evenhand --help"],
    ["--hepl", "there is no such option"],
  ])("refuses %s", async (verb, help) => {
    const { code, stdout, stderr } = await run([verb], folderWith({}));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(help);
  });
});
