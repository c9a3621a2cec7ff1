import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../root.ts";
import { findViolations, type Sources } from "./check.ts";
import { PACKAGES } from "./rules.ts";

const sources = readSources();

describe("the packages' sources", () => {
  it.each(Object.keys(PACKAGES))("holds modules of %s to look at", (name) => {
    const modules = [...sources.keys()].filter((path) => path.startsWith(`packages/${name}/`));
    expect(modules.length).toBeGreaterThan(0);
  });

  it("has a rule for every package there is", () => {
    expect(readdirSync(join(root, "packages")).sort()).toEqual(Object.keys(PACKAGES).sort());
  });

  it("keeps to the import directions, without cycles, clocks or over-long files", () => {
    expect(findViolations(sources)).toEqual([]);
  });
});

function readSources(): Sources {
  const found = new Map<string, string>();
  for (const name of readdirSync(join(root, "packages"))) {
    const folder = join(root, "packages", name, "src");
    for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(entry)) continue;
      const path = relative(root, join(folder, entry)).split(sep).join("/");
      found.set(path, readFileSync(join(folder, entry), "utf8"));
    }
  }
  return found;
}
