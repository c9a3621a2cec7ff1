import { inspect } from "node:util";
import {
  audit,
  auditCells,
  type Column,
  filterRows,
  isEvenhandError,
  parseConfiguration,
  textAt,
} from "@evenhand/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith, type Need } from "../../../../test/optional-suite.ts";
import { root } from "../../../../test/root.ts";
import { missingSharedData, sharedData } from "../../../../test/shared-data.ts";
import {
  countEngineTable,
  readTable,
  resolveDatasetFile,
  type SqlEngine,
} from "../../src/index.ts";
import { countByRows, expectSameCells, outcomeOf } from "../helpers/by-rows.ts";
import { missingClickhouse, startClickhouse } from "../helpers/clickhouse-shards.ts";
import { openWorkshop, type Workshop } from "../helpers/engine-files.ts";
import type { EngineUnderTest, StoredColumn, StoredKind } from "../helpers/engine-under-test.ts";
import { missingPostgres, startPostgres } from "../helpers/postgres-server.ts";
import { QUESTIONS, rounded, withBudget } from "../helpers/public-questions.ts";
import {
  type ColumnPlan,
  configure,
  copyOf,
  type Kind,
  questions,
  tables,
} from "../helpers/random-questions.ts";

const SERVERS = {
  postgres: { missing: missingPostgres, start: startPostgres },
  clickhouse: { missing: missingClickhouse, start: startClickhouse },
} as const;

const STORED: Record<Kind, StoredKind> = {
  text: "text",
  "number text": "text",
  double: "double",
  whole: "whole",
  boolean: "boolean",
  weight: "whole",
  day: "day",
};

/** ClickHouse of old has no booleans: they are 0 and 1 there, and so they are in the rows beside it. */
function asNumbers(columns: readonly ColumnPlan[]): ColumnPlan[] {
  return columns.map((column) =>
    column.kind === "boolean"
      ? {
          ...column,
          kind: "weight" as const,
          values: column.values.map((value) => (value === null ? null : Number(value))),
        }
      : column,
  );
}

/** What an engine leaves unanswered, though rows could answer it. */
const OWN_REFUSALS = ["config/text-for-numbers", "config/needs-rows", "config/unsupported-name"];

const whereabouts = { env: { EVENHAND_DATA: sharedData }, cwd: root };

/** Numbers are stored as numbers where that keeps their texts. */
function storedColumn(column: Column): StoredColumn {
  const { name } = column;
  const rows = column.kind === "numeric" ? column.values.length : column.codes.length;
  const texts = Array.from({ length: rows }, (_, row) => textAt(column, row));
  const isNumeric = texts.every((text) => text === null || String(Number(text)) === text);
  return isNumeric
    ? { name, kind: "double", values: texts.map((text) => (text === null ? null : Number(text))) }
    : { name, kind: "text", values: texts };
}

/** Of eighty women forty were hired, of forty-five men all but two; one person is neither. */
const SMALL: readonly StoredColumn[] = [
  { name: "sex", kind: "text", values: repeated(["f", 80], ["m", 45], ["x", 1]) },
  {
    name: "hired",
    kind: "text",
    values: repeated(["yes", 40], ["no", 40], ["yes", 43], ["no", 2], ["yes", 1]),
  },
];

function repeated(...runs: readonly (readonly [string, number])[]): string[] {
  return runs.flatMap(([text, times]) => Array.from({ length: times }, () => text));
}

const HIRING = parseConfiguration({
  decisions: { label: "hired", favourable: "yes" },
  cohorts: { sex: { by: ["sex"], reference: "f" } },
  budgets: [
    {
      id: "gap",
      metric: "base_rate",
      compare: "difference",
      cohorts: "sex",
      limit: { min: 0, max: 0.62 },
      severity: "warn",
    },
  ],
});

/** PostgreSQL cuts longer names. */
const LONGEST_NAME = 63;

const RUNS = 15;

for (const need of Object.keys(SERVERS) as (keyof typeof SERVERS & Need)[]) {
  const { missing, start } = SERVERS[need];
  describeWith(need, missing, `cells that ${need} counts`, () => {
    let server: EngineUnderTest;
    let workshop: Workshop;
    beforeAll(async () => {
      workshop = await openWorkshop();
      server = await start();
    }, 120_000);
    afterAll(async () => {
      await server?.close();
      workshop?.close();
    }, 60_000);

    test("are those of the rows, whatever is asked of whatever names and values", async () => {
      const seen = { agreed: 0, refused: 0, text: 0 };
      let made = 0;
      await fc.assert(
        fc.asyncProperty(
          tables.filter((columns) =>
            columns.every(({ name }) => Buffer.byteLength(name) <= LONGEST_NAME),
          ),
          fc.array(questions, { minLength: 8, maxLength: 8 }),
          async (plan, asked) => {
            const columns = need === "clickhouse" ? asNumbers(plan) : plan;
            const rows = await workshop.make(`${need}${++made}.parquet`, copyOf(columns));
            const stored = columns.map(
              ({ name, kind, values }): StoredColumn => ({ name, kind: STORED[kind], values }),
            );
            const table = await server.store(`people ${made} "'\\`, stored);
            for (const each of asked) {
              const configuration = configure(columns, each);
              const expected = await outcomeOf(() => countByRows(rows, configuration));
              const found = await outcomeOf(() =>
                countEngineTable(server.engine, table, configuration),
              );
              if (OWN_REFUSALS.includes(found as string)) {
                seen.text++;
              } else if (typeof found === "string" || typeof expected === "string") {
                seen.refused++;
                // Where several things are wrong, either may be named, but not the engine.
                expect([typeof found, typeof expected]).toEqual(["string", "string"]);
                expect(found).not.toMatch(/engine/);
              } else {
                seen.agreed++;
                expectSameCells(found, expected);
              }
            }
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      );
      expect(seen.agreed + seen.refused + seen.text).toBe(8 * RUNS);
      expect(seen.agreed).toBeGreaterThan(3 * RUNS);
    }, 600_000);

    test("leave groups of fewer rows than asked where they are", async () => {
      const table = await server.store("small", SMALL);
      const seen: number[] = [];
      const engine: SqlEngine = {
        dialect: server.engine.dialect,
        async query(sql) {
          const rows = [...(await server.engine.query(sql))];
          for (const { n, sn } of rows)
            seen.push(...[n, sn].filter((one) => one != null).map(Number));
          return rows;
        },
      };
      const all = await countEngineTable(engine, table, HIRING);
      expect(Math.min(...seen)).toBe(1);
      expect(auditCells(all.cells, HIRING).verdicts[0]?.verdict).toBe("pass");
      seen.length = 0;
      const { cells } = await countEngineTable(engine, table, HIRING, { smallestCell: 5 });
      expect(Math.min(...seen)).toBe(5);
      // Two and one are withheld; they come back as five of which nothing is known.
      expect(cells.entries.map(({ key, n }) => [key.join(), n])).toEqual([
        ["-1,-1", 5],
        ["0,0", 40],
        ["0,1", 40],
        ["1,1", 43],
      ]);
      const [verdict] = auditCells(cells, HIRING).verdicts;
      expect([verdict?.verdict, verdict?.reason]).toEqual(["inconclusive", "unknown-attribute"]);
    });

    describeWith("data", missingSharedData, "public data", () => {
      test.each(Object.entries(QUESTIONS))(
        "%s: the audit of the rows",
        async (dataset, asked) => {
          const found = await resolveDatasetFile({ dataset, file: asked.file }, whereabouts);
          const configuration = withBudget(asked.question);
          const { where = {} } = configuration.data ?? {};
          const { table } = await readTable(found.path, found.options);
          const left = filterRows(table, where);
          const expected = audit(left.table, configuration, { excluded: left.excluded });
          const asksFor = ({ name }: Column): boolean =>
            JSON.stringify(asked).includes(`"${name}"`);
          const columns = [...table.columns.values()].filter(asksFor);
          const stored = await server.store(dataset, columns.map(storedColumn));
          const { cells, excluded } = await countEngineTable(server.engine, stored, configuration);
          const made = auditCells(cells, configuration, { excluded });
          expect(rounded(made)).toEqual(rounded(expected));
          if (configuration.decisions.weight !== null) return;
          // Without weights every number is the same to the last digit.
          expect(JSON.stringify({ ...made, provenance: null })).toBe(
            JSON.stringify({ ...expected, provenance: null }),
          );
        },
        240_000,
      );
    });

    test("answer to permissions, timeouts and lost connections with what to do, and no secret", async () => {
      for (const [code, fail] of Object.entries(await server.failures())) {
        const error = await fail().then(
          () => null,
          (thrown: unknown) => thrown,
        );
        if (!isEvenhandError(error)) throw error ?? new Error(`${code} did not happen`);
        expect(error.code).toBe(code);
        expect(error.message).toMatch(new RegExp(`^\\S+: .* while ${need} was asked for`));
        const everything = [error.message, inspect(error, { depth: 9 }), JSON.stringify(error)];
        expect(everything.join()).not.toContain(server.secret);
      }
    }, 60_000);
  });
}
