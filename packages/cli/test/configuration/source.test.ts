import { describe, expect, it } from "vitest";
import { locatePath, locateSegments } from "../../src/configuration/positions.ts";
import { type ConfigurationSource, parseSource } from "../../src/configuration/source.ts";

function source(text: string): ConfigurationSource {
  const parsed = parseSource("c.yaml", text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.source;
}

function issues(text: string) {
  const parsed = parseSource("c.yaml", text);
  return parsed.ok ? [] : parsed.issues;
}

describe("reading a configuration's text", () => {
  it("gives plain values for YAML and for JSON alike", () => {
    const yaml = parseSource("c.yaml", "a: [1, yes]\nb: { c: null }\n");
    const json = parseSource("c.json", '{\n\t"a": [1, "yes"],\n\t"b": {"c": null}\n}');
    expect(yaml).toMatchObject({ ok: true, value: { a: [1, "yes"], b: { c: null } } });
    expect(json).toMatchObject({ ok: true, value: { a: [1, "yes"], b: { c: null } } });
  });

  it("places a syntax error by line and column", () => {
    expect(issues("a: 1\nb: [1, 2\nc: 3\n")[0]).toMatchObject({ code: "config/syntax" });
    expect(issues("a: 1\nb: [1, 2\nc: 3\n")[0]?.path).toMatch(/^c\.yaml:[23]:\d+$/);
  });

  it("refuses a key that stands twice", () => {
    expect(issues("a: 1\nb: 2\na: 3\n")).toMatchObject([
      { code: "config/duplicate-key", path: "c.yaml:3:1" },
    ]);
  });

  it("says how to write a value that begins with >", () => {
    expect(issues("favourable: >50K\n")[0]).toMatchObject({
      code: "config/syntax",
      hint: expect.stringContaining('">50K"'),
    });
  });

  it("refuses numbers whose text would be lost", () => {
    expect(issues("zip: 01234\nid: 12345678901234567890\nok: [0, 0.5, -7, 1e3]\n")).toMatchObject([
      { code: "config/ambiguous-number", path: "c.yaml:1:6", received: '"01234"' },
      { code: "config/ambiguous-number", path: "c.yaml:2:5" },
    ]);
  });

  it("refuses aliases that blow up, in little time", () => {
    const levels = "abcdefgh".split("");
    const bomb = levels.map((name, i) => {
      const inner = i === 0 ? '"lol"' : `*${levels[i - 1]}`;
      return `${name}: &${name} [${Array(9).fill(inner).join(",")}]`;
    });
    expect(issues(bomb.join("\n"))).toMatchObject([{ code: "config/aliases" }]);
  });

  it.each([
    ["brackets", `a: ${"[".repeat(200_000)}`],
    ["closed brackets", `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["mappings", "{a: ".repeat(20_000)],
    ["marks", "- ".repeat(20_000)],
    ["explicit keys", "? ".repeat(20_000)],
    ["indents", Array.from({ length: 1_000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ])("refuses %s nested too deeply for the parser", (_, text) => {
    expect(issues(text)).toMatchObject([{ code: "config/nesting" }]);
  });

  it("takes long lists and long lines for what they are", () => {
    const list = `a: [${"[1], {b: 2}, ".repeat(5_000)}]`;
    expect(issues(list)).toEqual([]);
    expect(issues(`a:\n${"  - x\n".repeat(5_000)}`)).toEqual([]);
    expect(issues(`a: |\n  ${" ".repeat(500)}[[[\nb: "${"[".repeat(500)}"\n`)).toEqual([]);
  });
});

describe("where a value stands", () => {
  const text = [
    "budgets:",
    "  - id: a",
    "    limit: { min: 80 }",
    "cohorts:",
    "  a.b[0]: { by: [sex] }",
    "base: &base { by: [x] }",
    "copy: *base",
  ].join("\n");

  it("is the value's own place, or its key's", () => {
    expect(locateSegments(source(text), ["budgets", 0, "limit", "min"])).toBe("c.yaml:3:19");
    expect(locateSegments(source(text), ["budgets", 0, "limit", "min"], "key")).toBe("c.yaml:3:14");
  });

  it("is the section around a value that is not there", () => {
    expect(locateSegments(source(text), ["budgets", 0, "metric"])).toBe("c.yaml:2:5");
    expect(locateSegments(source(text), ["data"])).toBe("c.yaml:1:1");
  });

  it("is found by a written path too, also where keys hold dots and brackets", () => {
    expect(locatePath(source(text), "budgets[0].limit.min")).toBe("c.yaml:3:19");
    expect(locatePath(source(text), "cohorts.a.b[0].by[0]")).toBe("c.yaml:5:18");
    expect(locatePath(source(text), "copy.by[0]")).toBe("c.yaml:6:20");
  });

  it("is unknown for what is no path of the file", () => {
    expect(locatePath(source(text), "data/people.csv:3")).toBeNull();
    expect(locatePath(source(text), "--out")).toBeNull();
  });
});
