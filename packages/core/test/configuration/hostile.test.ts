import { describe, expect, it } from "vitest";
import { checkConfiguration } from "../../src/configuration/check-configuration.ts";
import type { ConfigurationIssue } from "../../src/configuration/issue.ts";
import { changed, VALID } from "./valid.ts";

function issuesOf(raw: unknown): readonly ConfigurationIssue[] {
  const checked = checkConfiguration(raw);
  return checked.ok ? [] : checked.issues;
}

const small = { decisions: { label: "y", favourable: 1 }, cohorts: { g: { by: ["g"] } } };
const budget = VALID.budgets[0];

describe("hostile configurations", () => {
  it.each(["__proto__", "constructor", "prototype"])(
    "a key called %s is refused wherever it stands",
    (name) => {
      const places = ["cohorts", "features", "data"].map((place) => [place, name]);
      for (const path of [...places, [name], ["budgets", 0, name], ["data", "where", name]]) {
        // JSON.parse makes an own key even of __proto__.
        const text = JSON.stringify(changed([...path.slice(0, -1), "KEY"], { by: ["g"] }));
        const raw = JSON.parse(text.replace('"KEY"', JSON.stringify(name)));
        const [issue] = issuesOf(raw);
        expect(issue?.code, path.join(".")).toBe("config/reserved-name");
        expect(issue?.segments).toEqual(path);
      }
      expect(({} as Record<string, unknown>).by).toBeUndefined();
    },
  );

  it("ten thousand budgets are refused", () => {
    const budgets = Array.from({ length: 10_000 }, (_, i) => ({ ...budget, id: `b${i}` }));
    const issues = issuesOf(changed(["budgets"], budgets));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ path: "budgets", code: "config/invalid-value" });
    budgets[999] = budget as (typeof budgets)[number];
    expect(issuesOf(changed(["budgets"], budgets.slice(0, 1000)))).toEqual([]);
  });

  it("nesting a hundred thousand deep is refused like anything else that does not fit", () => {
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? { a: deep } : [deep];
    for (const path of [
      ["title"],
      ["cohorts", "sex", "reference"],
      ["features", "sex"],
      ["data", "where", "x"],
    ]) {
      expect(issuesOf(changed(path, null)).length).toBeGreaterThan(0);
      const raw = JSON.parse(JSON.stringify(VALID));
      let node = raw;
      for (const segment of path.slice(0, -1)) node = node[segment];
      node[path[path.length - 1] as string] = deep;
      expect(issuesOf(raw)[0]?.code, path.join(".")).toMatch(/^config\//);
    }
  });

  it("numbers that are none are refused", () => {
    for (const value of [NaN, Infinity, -Infinity, "0.8", null]) {
      const raw = {
        ...small,
        budgets: [{ ...budget, cohorts: "g", metric: "base_rate", limit: { min: value } }],
      };
      expect(issuesOf(raw)[0]).toMatchObject({
        path: "budgets[0].limit.min",
        code: "config/invalid-value",
      });
    }
  });

  it("a received text is cut and made printable", () => {
    const [issue] = issuesOf(changed(["budgets", 1, "cohorts"], `\u202e\u0000${"x".repeat(500)}`));
    expect(issue?.received).toMatch(/^"\\u202e\\u0000xxx+…$/);
    expect(issue?.received).toHaveLength(80);
  });
});
