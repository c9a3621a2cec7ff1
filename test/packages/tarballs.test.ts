import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../root.ts";
import { packageNames, readManifest } from "./manifest.ts";

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "evenhand-pack-"));
const tarballOf = (name: string): string =>
  join(folder, `evenhand-${name}-${readManifest(`packages/${name}`).version}.tgz`);

beforeAll(async () => {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const filter = ["--filter", "./packages/*"];
  await execute("npx", ["-y", packageManager, ...filter, "pack", "--pack-destination", folder], {
    cwd: root,
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(packageNames)("the tarball of %s", (name) => {
  it("holds the licence, the manifest and what was built, and nothing else", async () => {
    const { stdout } = await execute("tar", ["-tzf", tarballOf(name)]);
    const files = stdout.trim().split("\n");
    expect(files).toEqual(
      expect.arrayContaining(
        ["LICENSE", "package.json", "dist/index.js", "dist/index.d.ts"].map(
          (file) => `package/${file}`,
        ),
      ),
    );
    const stray =
      /^package\/(LICENSE|README\.md|package\.json|vitest5?\.d\.ts|(dist|schema)\/.+\.(js|d\.ts|json))$/;
    expect(files.filter((file) => !stray.test(file))).toEqual([]);
  });

  it("names published versions of our own packages", async () => {
    const { stdout } = await execute("tar", ["-xzOf", tarballOf(name), "package/package.json"]);
    expect(stdout).not.toContain("workspace:");
    expect(stdout).not.toContain("catalog:");
  });

  it("has nothing for publint to say", async () => {
    const tarball = new Uint8Array(readFileSync(tarballOf(name))).buffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    expect(messages).toEqual([]);
  });

  it("has types that are right for every resolver, Node10 too", async () => {
    // Node 20.19 and newer can require an ES module, so the one thing to ignore is that it is one.
    const options = [
      "--ignore-rules",
      "cjs-resolves-to-esm",
      "--no-definitely-typed",
      "--no-color",
    ];
    const attw = join(root, "node_modules/.bin/attw");
    const { stdout } = await execute(attw, [tarballOf(name), "--format", "ascii", ...options]);
    expect(stdout).toContain("No problems found");
  });
});
