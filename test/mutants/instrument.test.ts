import ts from "typescript-5.0";
import { afterEach, describe, expect, it } from "vitest";
import { instrument, SWITCH } from "./instrument.ts";

const mutantsOf = (source: string): string[] =>
  [...instrument("a.ts", source).mutants.values()].map(({ after }) => after);
const ofExpression = (expression: string): string[] =>
  mutantsOf(`export const f = (a: any, b: any): any => ${expression};`);

describe("instrument", () => {
  it.each([
    ["a < b", ["a <= b", "a >= b"]],
    ["a <= b", ["a < b", "a > b"]],
    ["a > b", ["a >= b", "a <= b"]],
    ["a >= b", ["a > b", "a < b"]],
    ["a === b", ["a !== b"]],
    ["a !== b", ["a === b"]],
    ["a && b", ["a", "b", "(a) || (b)"]],
    ["a || b", ["a", "b", "(a) && (b)"]],
    ["a ?? b", ["a", "b"]],
    ["a + b", ["a - b"]],
    ["a - b", ["a + b"]],
    ["a * b", ["a / b"]],
    ["a / b", ["a * b"]],
    ["-a", ["a"]],
    ["!a", ["a"]],
    ["a ? a : b", ["true", "false"]],
    ["Math.min(a, b)", ["Math.max(a, b)"]],
    ["Math.max(a, b)", ["Math.min(a, b)"]],
    ["Math.ceil(a)", ["Math.floor(a)"]],
    ["Math.floor(a)", ["Math.ceil(a)"]],
    ["Math.abs(a)", ["a"]],
    ["Number.isFinite(a)", ["true"]],
    ["a.some(b)", ["a.every(b)"]],
    ["a.every(b)", ["a.some(b)"]],
    ["a.filter(b)", ["a"]],
    ["a.sort(b)", ["a"]],
    ["30", ["31", "(29)"]],
    ["0.5", ["0"]],
    ['"fail"', ['""']],
    ["`of $" + "{a}`", ['""']],
    ["true", ["false"]],
    ["false", ["true"]],
    ["/^a$/", ["/a$/", "/^a/"]],
    ["/a/", []],
    ['({ "key": a, problem: "words" })', []],
    ["a as 1", []],
  ])("makes of %s %j", (expression, after) => {
    expect(ofExpression(expression)).toEqual(after);
  });

  it("leaves out statements and takes conditions as decided", () => {
    const source =
      "export function f(a) { if (a.b) throw a; for (const c of a) { c(); continue; } }";
    const { mutants } = instrument("a.ts", source);
    expect([...mutants.values()].map(({ before, after }) => [before, after])).toEqual([
      ["a.b", "true"],
      ["a.b", "false"],
      ["throw a;", ""],
      ["c();", ""],
      ["continue;", ""],
    ]);
  });

  it("names the file, the function and the text, whatever the line", () => {
    const source = "\n\nexport function outer(a: number) { return [a].map((b) => b < 2); }";
    expect([...instrument("a.ts", source).mutants].at(0)).toEqual([
      "a.ts:0",
      { file: "a.ts", in: "outer", before: "2", after: "3" },
    ]);
  });

  it("refuses code that runs before any mutant can be active", () => {
    expect(() => instrument("a.ts", "export const half = compute(1 / 2);")).toThrow(
      "a.ts: 1 is evaluated while the file is loaded",
    );
  });
});

describe("instrumented code", () => {
  const source = [
    "const LEAST = 30;",
    "export const EXIT = { ok: 0, failed: 1 } as const;",
    "export function judge(n: number): string {",
    "  let said = 'none';",
    "  if (n < LEAST) said = 'few';",
    "  return said;",
    "}",
    "export function sign(n: number): string {",
    "  let said = 'zero';",
    "  if (n < 0) said = 'below';",
    "  else if (n > 0) said = 'above';",
    "  return said;",
    "}",
    "export class Counter {",
    "  #count = Number.NaN;",
    "  add(step: number): number {",
    "    if (Number.isNaN(this.#count)) this.#count = 0;",
    "    this.#count = this.#count + step;",
    "    return this.#count;",
    "  }",
    "}",
  ].join("\n");
  const { code, mutants } = instrument("a.ts", source);
  let active: string | undefined;

  interface Loaded {
    readonly EXIT: { readonly ok: number; readonly failed: number };
    readonly judge: (n: number) => string;
    readonly sign: (n: number) => string;
    readonly Counter: new () => { add(step: number): number };
  }

  function load(): Loaded {
    const module = ts.ModuleKind.CommonJS;
    const target = ts.ScriptTarget.ES2022;
    const { outputText } = ts.transpileModule(code, { compilerOptions: { module, target } });
    const exported = {};
    new Function("exports", outputText)(exported);
    return exported as Loaded;
  }

  const activate = (before: string, after: string): void => {
    active = [...mutants].find(([, one]) => one.before === before && one.after === after)?.[0];
    expect(active).toBeDefined();
  };

  Object.assign(globalThis, { [SWITCH]: (id: string) => id === active });
  const { EXIT, judge, sign, Counter } = load();

  afterEach(() => {
    active = undefined;
  });

  it("does what the source does while no mutant is active", () => {
    expect([29, 30, 31].map(judge)).toEqual(["few", "none", "none"]);
    expect(EXIT).toEqual({ ok: 0, failed: 1 });
  });

  it("does what the active mutant says, without being loaded again", () => {
    activate("n < LEAST", "n <= LEAST");
    expect([29, 30, 31].map(judge)).toEqual(["few", "few", "none"]);
    activate("said = 'few';", "");
    expect(judge(1)).toBe("none");
  });

  it("leaves an else with its own if", () => {
    expect([-1, 0, 1].map(sign)).toEqual(["below", "zero", "above"]);
    activate("said = 'below';", "");
    expect([-1, 0, 1].map(sign)).toEqual(["zero", "zero", "above"]);
  });

  it("reaches into classes", () => {
    const count = (): number[] => {
      const counter = new Counter();
      return [2, 3].map((step) => counter.add(step));
    };
    expect(count()).toEqual([2, 5]);
    activate("this.#count + step", "this.#count - step");
    expect(count()).toEqual([-2, -5]);
  });

  it("also where a constant of the module or a member of one is mutated", () => {
    activate("30", "31");
    expect([29, 30, 31].map(judge)).toEqual(["few", "few", "none"]);
    activate("1", "2");
    expect(EXIT.failed).toBe(2);
  });
});
