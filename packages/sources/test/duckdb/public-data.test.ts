import { audit, auditCells, type Configuration, filterRows } from "@evenhand/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { root } from "../../../../test/root.ts";
import { missingSharedData, sharedData } from "../../../../test/shared-data.ts";
import { countFiles, readTable, resolveDatasetFile } from "../../src/index.ts";
import { openWorkshop, type Workshop } from "../helpers/engine-files.ts";
import { QUESTIONS, rounded, withBudget } from "../helpers/public-questions.ts";

const whereabouts = { env: { EVENHAND_DATA: sharedData }, cwd: root };

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

describeWith("data", missingSharedData, "one audit of public data", () => {
  test.each(Object.entries(QUESTIONS))(
    "%s, from rows of CSV, cells of CSV, cells and rows of Parquet",
    async (dataset, { file, question }) => {
      const found = await resolveDatasetFile({ dataset, file }, whereabouts);
      const { path } = found;
      // These files have no comments, whose mark sends a file to the reader of rows.
      const { comment: _, ...options } = found.options;
      const configuration = withBudget(question);
      const { where = {} } = configuration.data ?? {};
      const { table } = await readTable(path, options);
      const { table: left, excluded } = filterRows(table, where);
      const expected = audit(left, configuration, { excluded });
      expect(expected.verdicts.length).toBeGreaterThan(0);

      const names = [...table.columns.keys()].map((name) => `'${name}'`).join(", ");
      const header = options.columns === undefined;
      // The types that DuckDB guesses: whole numbers and texts, and texts of numbers and marks.
      const parquet = await workshop.make(
        `${dataset}.parquet`,
        `COPY (SELECT * FROM read_csv('${path}', header = ${header}, names = [${names}], sample_size = -1, auto_type_candidates = ['BIGINT', 'DOUBLE', 'VARCHAR'])) TO @FILE (FORMAT parquet)`,
      );
      const marks = { missing: options.missing ?? [], trim: options.trim ?? false };
      const sources: [string, Configuration["data"]][] = [
        [path, { ...options, where }],
        [parquet, { ...marks, where }],
      ];
      for (const [source, data] of sources) {
        const counted = await countFiles(source, configuration, data, 0);
        if (counted === null) throw new Error(`${source} was not counted`);
        const { cells, excluded: out } = counted;
        const made = auditCells(cells, configuration, { excluded: out });
        expect(rounded(made)).toEqual(rounded(expected));
        // Without weights every number is the same to the last digit.
        if (configuration.decisions.weight === null) {
          expect(JSON.stringify({ ...made, provenance: null })).toBe(
            JSON.stringify({ ...expected, provenance: null }),
          );
        }
      }
      const rows = filterRows((await readTable(parquet, marks)).table, where);
      const made = audit(rows.table, configuration, { excluded: rows.excluded });
      expect(rounded(made)).toEqual(rounded(expected));
    },
    180_000,
  );
});
