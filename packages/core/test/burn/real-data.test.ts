import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { missingSharedData, sharedData } from "../../../../test/shared-data.ts";
import { decide } from "../../src/budgets/decide.ts";
import { burnSeries } from "../../src/burn/burn-series.ts";
import { countSlots } from "../../src/burn/count-slots.ts";
import { mergeCells } from "../../src/cells/merge.ts";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import { countTable } from "../../src/document/count-table.ts";
import { type TableInput, table } from "../../src/table/intake.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The calls of a bank from May 2008 to November 2010, in the order of the file, which names no year. */
function readCalls(): TableInput {
  const path = join(sharedData, "bank-marketing/bank-full.csv.gz");
  const text = gunzipSync(readFileSync(path)).toString("utf8").replaceAll('"', "");
  const [header, ...lines] = text.trim().split("\n");
  const names = (header as string).split(";");
  const at = (name: string): number => names.indexOf(name);
  let year = 2008;
  let before = 0;
  return lines.map((line) => {
    const fields = line.split(";");
    const month = MONTHS.indexOf(fields[at("month")] as string) + 1;
    if (month < before) year++;
    before = month;
    const day = (fields[at("day")] as string).padStart(2, "0");
    return {
      date: `${year}-${String(month).padStart(2, "0")}-${day}`,
      age: Number(fields[at("age")]),
      y: fields[at("y")] as string,
    };
  });
}

const configuration = parseConfiguration({
  decisions: { label: "y", favourable: "yes", time: "date" },
  cohorts: { age: { by: ["age"], bands: [25, 60], reference: "25..<60" } },
  budgets: [
    {
      id: "subscribed",
      metric: "base_rate",
      compare: "ratio",
      cohorts: "age",
      limit: { max: 1.25 },
      severity: "error",
      onInconclusive: "warn",
    },
  ],
  burn: { window: "36mo", slot: "1mo", since: "2008-05-01" },
});

describeWith("data", missingSharedData, "thirty months of calls", () => {
  const calls = readCalls();
  const { slots } = countSlots(calls, configuration);

  it("are thirty slots whose cells make up the cells of the whole", () => {
    expect(slots).toHaveLength(30);
    expect(slots[0]?.date).toBe("2008-05-01");
    expect(slots[29]?.date).toBe("2010-11-01");
    const whole = countTable(table(calls), configuration, null).cells;
    expect(slots.map(({ cells }) => cells).reduce(mergeCells)).toEqual(whole);
  });

  it("do not mistake the drift of the years for a gap between ages", () => {
    const { series, verdicts } = burnSeries(slots, configuration, { today: "2010-12-01" });
    const [young, old] = series;
    const callsOf = (one: typeof old): number =>
      (one?.points ?? []).reduce((sum, { alone }) => sum + alone.n, 0);
    // As the card of the data set counts them.
    expect(callsOf(young)).toBe(809);
    expect(callsOf(old)).toBe(1784);
    // All calls together say 3.2 times as often: in later years more of them were to the oldest, and
    // everybody subscribed more often. Like with like, month by month, hardly any gap is left.
    const whole = countTable(table(calls), configuration, null).cells;
    const pooled = decide(whole, [], configuration, { today: null }).verdicts[1];
    expect(pooled?.estimate).toBeGreaterThan(3);
    expect(pooled?.verdict).toBe("fail");
    expect(old?.points.at(-1)?.sofar.estimate).toBeCloseTo(1.1, 1);
    expect(verdicts[1]?.verdict).not.toBe("fail");
    // February 2009, 3.7 times as often in that month.
    expect(old?.firstOutside).toBe("2009-02-01");
    expect(verdicts[0]?.verdict).toBe("inconclusive");
  });
});
