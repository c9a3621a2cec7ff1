import { describe, expect, it } from "vitest";
import { VERSION } from "../../packages/core/src/version.ts";
import { type Manifest, packageNames, readManifest } from "./manifest.ts";

/** What each package may ask its users to install, beside other packages of ours. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [
    "@noble/hashes",
    "d3-random",
    "fastest-levenshtein",
    "intl-messageformat",
    "pure-rand",
    "valibot",
    "yalps",
  ],
  models: ["@bufbuild/protobuf", "@noble/hashes", "pure-rand", "tinyqueue"],
  sources: ["@duckdb/node-api", "csv-parse", "tinyglobby"],
  reporting: [
    "@resvg/resvg-wasm",
    "dejavu-fonts-ttf",
    "fast-xml-builder",
    "fflate",
    "preact",
    "preact-render-to-string",
    "vega",
    "vega-lite",
    "vitest",
  ],
  cli: ["@clack/prompts", "cli-table3", "picocolors", "yaml"],
};

/** Entries beside the main one, each with its declaration directly in the package, where Node10 looks. */
const SUBPATHS: Readonly<Record<string, readonly string[]>> = { reporting: ["vitest", "vitest5"] };

const folders = [
  ".",
  "notebooks",
  "datasets/cps-wages-1985",
  ...packageNames.map((name) => `packages/${name}`),
];
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepare"];

function allDependencies(manifest: Manifest): [name: string, version: string][] {
  return Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
}

describe.each(packageNames)("the package %s", (name) => {
  const manifest = readManifest(`packages/${name}`);

  it("says who it is, under which licence and on which Node", () => {
    expect(manifest).toMatchObject({
      name: `@evenhand/${name}`,
      license: "Apache-2.0",
      type: "module",
      engines: { node: ">=20.19" },
    });
    expect(manifest.private).toBeUndefined();
    expect(manifest.description).toMatch(/\w/);
  });

  it("is found by every resolver: through exports, and through main and types", () => {
    const { "./schema/*": schema = "./schema/*", ...entries } = manifest.exports ?? {};
    expect(schema).toBe("./schema/*");
    const subpaths = SUBPATHS[name] ?? [];
    expect(entries).toEqual({
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      ...Object.fromEntries(
        subpaths.map((subpath) => [
          `./${subpath}`,
          { types: `./${subpath}.d.ts`, default: expect.stringMatching(/^\.\/dist\/.+\.js$/) },
        ]),
      ),
      "./package.json": "./package.json",
    });
    expect(manifest).toMatchObject({ main: "./dist/index.js", types: "./dist/index.d.ts" });
  });

  it("asks its users for nothing but the dependencies it is allowed", () => {
    const foreign = Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      ...manifest.optionalDependencies,
    }).filter((dependency) => !dependency.startsWith("@evenhand/"));
    expect(foreign.filter((dependency) => !ALLOWED[name]?.includes(dependency))).toEqual([]);
  });

  it("forces no peer on anybody", () => {
    const optional = Object.entries(manifest.peerDependenciesMeta ?? {}).flatMap(
      ([peer, { optional }]) => (optional === true ? [peer] : []),
    );
    expect(optional).toEqual(Object.keys(manifest.peerDependencies ?? {}));
  });
});

describe.each(folders)("the manifest in %s", (folder) => {
  const manifest = readManifest(folder);

  it("runs nothing on install and asks for Node 20.19 where it asks", () => {
    const scripts = Object.keys(manifest.scripts ?? {});
    expect(scripts.filter((script) => INSTALL_SCRIPTS.includes(script))).toEqual([]);
    expect(manifest.engines?.node ?? ">=20.19").toBe(">=20.19");
  });

  // A peer is the user's own choice, so it has a range.
  it("pins every dependency exactly", () => {
    const exact = /^(catalog:|workspace:\*|(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?)$/;
    expect(allDependencies(manifest).filter(([, version]) => !exact.test(version))).toEqual([]);
  });
});

describe("the manifests together", () => {
  it("carry one version of our packages, the one that audits name", () => {
    const versions = packageNames.map((name) => readManifest(`packages/${name}`).version);
    expect(new Set(versions)).toEqual(new Set([VERSION]));
  });

  it("agree on the version of each dependency", () => {
    const versions = new Map<string, Set<string>>();
    for (const [name, version] of folders.flatMap((folder) =>
      allDependencies(readManifest(folder)),
    )) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect(versions.size).toBeGreaterThan(10);
    expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
  });
});
