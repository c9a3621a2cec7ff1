import { describe, expect, it } from "vitest";
import { findViolations } from "./check.ts";

const errors = ["packages/core/src/errors.ts", "export class EvenhandError {}"] as const;
const column = ["packages/core/src/table/column.ts", "export const column = 1;"] as const;

function check(...files: readonly (readonly [string, string])[]): string[] {
  return findViolations(new Map(files));
}

describe("between packages", () => {
  it.each([
    ["core", "models"],
    ["models", "sources"],
    ["reporting", "cli"],
    ["sources", "reporting"],
  ])("refuses that %s imports %s", (from, to) => {
    const path = `packages/${from}/src/a.ts`;
    const found = check([path, `import type { A } from "@evenhand/${to}";`]);
    expect(found).toContain(`${path}: ${from} must not import @evenhand/${to}`);
  });

  it("accepts that cli imports all and that the others import core", () => {
    const all = ["core", "models", "sources", "reporting"];
    const imports = all.map((name) => `import "@evenhand/${name}";`).join("\n");
    expect(
      check(
        ["packages/cli/src/index.ts", imports],
        ["packages/models/src/index.ts", 'export { table } from "@evenhand/core";'],
      ),
    ).toEqual([]);
  });

  it("refuses a path into a package and a relative path into another", () => {
    const path = "packages/models/src/index.ts";
    expect(
      check(column, [
        path,
        'import "@evenhand/core/dist/errors.js";\nimport "../../core/src/table/column.ts";',
      ]),
    ).toEqual([
      `${path}: models must not import @evenhand/core/dist/errors.js`,
      `${path}: reaches into packages/core/src/table/column.ts; import @evenhand/core`,
    ]);
  });
});

describe("between core's folders", () => {
  it("accepts the direction of the flow, errors from everywhere, and all from the index", () => {
    expect(
      check(
        errors,
        column,
        [
          "packages/core/src/cells/tally.ts",
          'import "../table/column.ts";\nimport { EvenhandError } from "../errors.ts";',
        ],
        ["packages/core/src/index.ts", 'export * from "./cells/tally.ts";'],
      ),
    ).toEqual([]);
  });

  it.each([
    ["an import", 'import { tally } from "../cells/tally.ts";'],
    ["a type import", 'import type { Tally } from "../cells/tally.ts";'],
    ["a re-export", 'export * from "../cells/tally.ts";'],
    ["an import type", 'export type Tally = import("../cells/tally.ts").Tally;'],
    ["a dynamic import", 'export const load = () => import("../cells/tally.ts");'],
  ])("refuses %s against the flow", (_, source) => {
    const found = check(
      ["packages/core/src/cells/tally.ts", "export type Tally = 1; export const tally = 1;"],
      ["packages/core/src/table/column.ts", source],
    );
    expect(found).toEqual([
      "packages/core/src/table/column.ts: core's table must not import cells",
    ]);
  });

  it("refuses a folder without a rule, and that errors import anything", () => {
    expect(
      check(
        column,
        ["packages/core/src/utils/a.ts", "export const a = 1;"],
        ["packages/core/src/errors.ts", 'import { column } from "./table/column.ts";'],
      ),
    ).toEqual([
      "packages/core/src/utils/a.ts: is in a folder of core that has no rule",
      "packages/core/src/errors.ts: core's errors.ts must not import table",
    ]);
  });
});

describe("within a package", () => {
  it("refuses a cycle, of types too", () => {
    const found = check(
      ["packages/cli/src/a.ts", 'import type { B } from "./b.ts";'],
      ["packages/cli/src/b.ts", 'import { c } from "./c.ts";'],
      ["packages/cli/src/c.ts", 'export * from "./a.ts";'],
    );
    expect(found).toEqual([
      "import cycle: packages/cli/src/a.ts → packages/cli/src/b.ts → packages/cli/src/c.ts → packages/cli/src/a.ts",
    ]);
  });

  it("refuses an import that leads nowhere, a file that cannot be parsed and one too long", () => {
    const path = "packages/cli/src/a.ts";
    expect(check([path, 'import "./gone.ts";'])[0]).toContain("./gone.ts");
    expect(check([path, "export const = ;"])[0]).toContain("cannot be parsed");
    expect(check([path, "export const a = 1;\n".repeat(400)])).toEqual([]);
    expect(check([path, "export const a = 1;\n".repeat(401)])[0]).toContain("401 lines");
  });
});

describe("in core", () => {
  it.each([
    ["import { readFileSync } from 'node:fs';", "core must not import node:fs"],
    ["const load = (name: string) => import(name);", "core must not import (computed)"],
    ["const now = Date.now();", "core must not use Date.now"],
    ["const now = Date\n  .now();", "core must not use Date.now"],
    ["const now = new Date();", "core must not use new Date()"],
    ["const now = Date();", "core must not use Date()"],
    ["const chance = Math.random();", "core must not use Math.random"],
    ["const { random } = Math;", "core must not use Math.random"],
    ["console.log(1);", "core must not use console"],
    ["const home = process.env.HOME;", "core must not use process"],
    ["const get = fetch;", "core must not use fetch"],
    ["const tools = { fetch };", "core must not use fetch"],
    ["const time = globalThis.performance;", "core must not use globalThis"],
  ])("refuses %s", (source, problem) => {
    const path = "packages/core/src/table/column.ts";
    expect(check([path, source])).toContain(`${path}: ${problem}`);
  });

  it("accepts a date that is given, mentions in text, and members of the same name", () => {
    const source = `
      // console.log(Date.now()) would be wrong here
      const words = "new Date() and Math.random and process";
      interface Job { process(): void; readonly fetch: boolean }
      const day = new Date(Date.parse(given));
      job.process();
      const record = { console: 1 };`;
    expect(check(["packages/core/src/table/column.ts", source])).toEqual([]);
  });

  it("leaves the other packages their clock and console", () => {
    expect(check(["packages/cli/src/a.ts", "console.log(new Date());"])).toEqual([]);
  });
});
