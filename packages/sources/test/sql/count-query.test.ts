import { type Configuration, type CountPlan, parseConfiguration, planCount } from "@evenhand/core";
import { describe, expect, test } from "vitest";
import { duckdb, type Relation } from "../../src/index.ts";
import { writeCountQuery } from "../../src/sql/count-query.ts";

const relation: Relation = {
  from: '"people"',
  columns: [
    { name: "sex", kind: "text", expression: '"sex"' },
    { name: "age", kind: "number", expression: '"age"' },
    { name: "hired", kind: "boolean", expression: '"hired"' },
    { name: "w", kind: "number", expression: '"w"' },
  ],
  missing: new Set(["?"]),
  trim: false,
};

function planOf(configuration: Configuration): CountPlan {
  const plan = planCount(configuration);
  if (typeof plan === "string") throw new Error(plan);
  return plan;
}

const configuration = parseConfiguration({
  data: { path: "x", where: { age: { min: 18 } } },
  decisions: {
    label: "hired",
    favourable: true,
    weight: { column: "w", kind: "sampling" },
  },
  cohorts: { sex: { by: ["sex"] }, age: { by: ["age"], bands: [30.5] } },
});

describe("the statement that counts", () => {
  test("groups once at the finest grain, and sums without dividing", () => {
    const { sql } = writeCountQuery(
      planOf(configuration),
      { derive: {}, where: configuration.data?.where ?? {} },
      relation,
      duckdb,
    );
    expect(sql.match(/GROUP BY/g)).toHaveLength(1);
    expect(sql).not.toMatch(/ \/ |;|GROUPING|ROLLUP|CUBE|FILTER/);
    expect(sql).toMatch(/^SELECT "k0", "k1", "k2", "f", COUNT\(\*\) AS "n", SUM\("v"\) AS "w"/);
    expect(sql).toContain(`< CAST('30.5' AS DOUBLE) THEN 0 ELSE 1 END AS "k1"`);
  });

  test("says why rows are needed instead", () => {
    const scored = { ...configuration.decisions, score: "s" };
    expect(planCount({ ...configuration, decisions: scored })).toMatch(/scores/);
    const clustered = { ...configuration.decisions, clusterBy: "person" };
    expect(planCount({ ...configuration, decisions: clustered })).toMatch(/one subject/);
  });
});

describe("literals and names of DuckDB", () => {
  test.each([
    ["it's", "'it''s'"],
    ["'; DROP TABLE people; --", "'''; DROP TABLE people; --'"],
    ["back\\", "'back\\'"],
  ])("the text %j stays a text", (text, literal) => {
    expect(duckdb.text(text)).toBe(literal);
  });

  test('the name a"b stays a name', () => {
    expect(duckdb.identifier('a"; DROP TABLE b; --')).toBe('"a""; DROP TABLE b; --"');
  });

  test.each(["nul \0 inside", "half \ud800 a character"])("%j is refused", (text) => {
    expect(() => duckdb.text(text)).toThrow(/cannot be sent to an engine/);
    expect(() => duckdb.identifier(text)).toThrow(/cannot be sent to an engine/);
  });

  test.each([NaN, Infinity])("%s is no number to compare with", (number) => {
    expect(() => duckdb.number(number)).toThrow(/only finite numbers/);
  });
});
