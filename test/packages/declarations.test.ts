import { describe, expect, it } from "vitest";
import { type Resolution, readDeclarations, type VirtualFiles } from "./declarations.ts";
import { packageNames } from "./manifest.ts";

const resolutions: readonly Resolution[] = ["Node10", "Node16"];

describe.each(resolutions)("TypeScript 5.0 with %s resolution", (resolution) => {
  it.each(packageNames)("reads every type that %s exports", (name) => {
    const { exports, anys, errors } = readDeclarations(
      `../packages/${name}/dist/index.js`,
      resolution,
    );
    expect(errors).toEqual([]);
    expect(anys).toEqual([]);
    expect(exports.length).toBeGreaterThan(0);
  });
});

describe("reading declarations", () => {
  const read = (text: string) => {
    const planted: VirtualFiles = { "test/planted.d.mts": text };
    return readDeclarations("./planted.mjs", "Node16", planted);
  };

  it("finds a generic typed array, which is newer than TypeScript 5.0", () => {
    const { anys, errors } = read(
      "export interface Column { readonly values: Float64Array<ArrayBuffer> }",
    );
    expect(errors).toEqual(["test/planted.d.mts: Type 'Float64Array' is not generic."]);
    expect(anys).toEqual(["Column.values"]);
  });

  it("finds an any in a parameter, in a result and in the element of an array", () => {
    const { anys, errors } = read(`
      export declare function first(rows: any): number;
      export declare function second(): readonly any[];
      export declare const third: { readonly deep: any } | null;
      export declare function fine(column: Float64Array): string;`);
    expect(anys).toEqual(["first.rows", "second()", "third.deep"]);
    expect(errors).toEqual([]);
  });

  it("says so when a module is not found", () => {
    expect(readDeclarations("@evenhand/none", "Node10").errors).toEqual([
      expect.stringContaining("Cannot find module '@evenhand/none'"),
    ]);
  });
});
