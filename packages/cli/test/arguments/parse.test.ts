import { isEvenhandError } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { parseVerb } from "../../src/arguments/parse.ts";

const verb = {
  name: "audit",
  positionals: [{ name: "data.csv", required: false, summary: "a file" }],
  options: {
    by: { type: "string", multiple: true, summary: "" },
    out: { type: "string", value: "folder", summary: "" },
    json: { type: "boolean", summary: "" },
  },
  details: [],
  examples: ["evenhand audit data.csv"],
} as const;

function failure(argv: string[], declaration: Parameters<typeof parseVerb>[0] = verb) {
  try {
    parseVerb(declaration, argv);
  } catch (error) {
    if (isEvenhandError(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("the arguments of a verb", () => {
  it("are read as declared, in any order", () => {
    const given = parseVerb(verb, ["--by", "sex", "people.csv", "--json", "--by=race"]);
    expect(given).toEqual({
      options: { by: ["sex", "race"], out: undefined, json: true },
      positionals: ["people.csv"],
    });
  });

  it("are absent, not undefined lists, where nothing was given", () => {
    expect(parseVerb(verb, []).options).toEqual({ by: [], out: undefined, json: false });
  });

  it("take what follows -- as it stands", () => {
    expect(parseVerb(verb, ["--", "--json"]).positionals).toEqual(["--json"]);
  });

  it.each(["-1", "-.5"])("take the negative number %s for a value", (value) => {
    expect(parseVerb(verb, ["--out", value]).options.out).toBe(value);
  });

  it("suggest the nearest option for a mistyped one", () => {
    const error = failure(["--jsno"]);
    expect(error.code).toBe("usage/unknown-option");
    expect(error.hint).toContain('"--json"');
  });

  it.each(["--constructor", "--toString", "--__proto__"])("know no option %s", (option) => {
    expect(failure([option]).code).toBe("usage/unknown-option");
  });

  it.each([[["--out"]], [["--out", "--json"]], [["--out="]]])("miss a value in %j", (argv) => {
    expect(failure(argv)).toMatchObject({ code: "usage/option-value", path: "--out" });
  });

  it("refuse a value that an option does not take, and an option given twice", () => {
    expect(failure(["--json=yes"]).code).toBe("usage/option-value");
    expect(failure(["--out", "a", "--out", "b"]).code).toBe("usage/repeated-option");
  });

  it("refuse one positional too many, and one too few", () => {
    expect(failure(["a.csv", "b.csv"])).toMatchObject({
      code: "usage/extra-argument",
      received: '"b.csv"',
    });
    const needy = { ...verb, positionals: [{ name: "file", required: true, summary: "a file" }] };
    expect(failure([], needy)).toMatchObject({
      code: "usage/missing-argument",
      expected: "a file",
    });
  });
});
