import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countSlots } from "../../src/burn/count-slots.ts";
import { readDays } from "../../src/burn/read-days.ts";
import { dateOf } from "../../src/burn/slot.ts";
import { mergeCells } from "../../src/cells/merge.ts";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import type { Configuration } from "../../src/configuration/configuration.ts";
import { countTable } from "../../src/document/count-table.ts";
import { table } from "../../src/table/intake.ts";
import { requireColumn } from "../../src/table/table.ts";

function configurationOf(burn: object | null, decisions: object = {}): Configuration {
  return parseConfiguration({
    decisions: { label: "y", favourable: 1, time: "time", ...decisions },
    cohorts: { sex: { by: ["sex"] } },
    ...(burn === null ? {} : { burn }),
  });
}

const weekly = configurationOf({ window: "90d", slot: "1w" });

function daysOf(times: readonly (string | null)[]): (string | null)[] {
  const column = requireColumn(table({ time: times }), "time", "decisions.time");
  return [...readDays(column, "decisions.time")].map((day) => (day < -1e9 ? null : dateOf(day)));
}

describe("readDays", () => {
  it("reads dates and times, in UTC", () => {
    expect(
      daysOf([
        "2026-11-24",
        "2026-11-24T23:59:60Z",
        "2026-11-24 23:30",
        "2026-11-24T00:30:00.123+01:00",
        "2026-11-24T23:30:00-0100",
        "2026-12-31T23:30-01",
        null,
        "2024-02-29",
      ]),
    ).toEqual([
      "2026-11-24",
      "2026-11-24",
      "2026-11-24",
      "2026-11-23",
      "2026-11-25",
      "2027-01-01",
      null,
      "2024-02-29",
    ]);
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-11-24T24:00",
    "2026-11-24T10:60",
    "24.11.2026",
    "20261124",
    "1764000000",
    "2026-11-24Z",
  ])("refuses %j, naming the row", (text) => {
    expect(() => daysOf(["2026-11-24", text])).toThrow(
      `decisions.time: "time" holds a text that is no date or time; expected ISO 8601, such as 2026-11-24 or 2026-11-24T09:30:00+01:00, got "${text}" in data row 2.`,
    );
  });
});

describe("countSlots", () => {
  const row = fc.record({
    time: fc.constantFrom("2026-11-02", "2026-11-08T23:00Z", "2026-11-09", "2026-12-01", null),
    sex: fc.constantFrom("F", "M", "X", null),
    y: fc.constantFrom(0, 1, null),
  });

  it("gives cells that merge into the cells of all rows with a time", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const timed = rows.filter(({ time }) => time !== null);
        fc.pre(timed.some(({ y }) => y === 1));
        const { slots, excluded } = countSlots(rows, weekly);
        const whole = countTable(table(timed), weekly, null).cells;
        expect(slots.map(({ cells }) => cells).reduce(mergeCells).entries).toEqual(whole.entries);
        const dates = slots.map(({ date }) => date);
        expect(dates).toEqual([...new Set(dates)].sort());
        const left = rows.length - timed.length;
        expect(excluded).toEqual(
          left === 0 ? [] : [{ reason: "missing time", column: "time", rows: left }],
        );
      }),
    );
  });

  it("counts rows without a weight once, whatever their slot", () => {
    const weighted = configurationOf(
      { window: "90d", slot: "1w" },
      { weight: { column: "w", kind: "frequency" } },
    );
    const rows = ["2026-11-02", "2026-11-09", "2026-11-09"].flatMap((time) => [
      { time, sex: "F", y: 1, w: 2 },
      { time, sex: "M", y: 0, w: null },
    ]);
    expect(countSlots(rows, weighted).excluded).toEqual([
      { reason: "missing weight", column: "w", rows: 3 },
    ]);
  });

  it("says what the configuration lacks", () => {
    const rows = [{ time: "2026-11-24", sex: "F", y: 1 }];
    expect(() => countSlots(rows, configurationOf(null))).toThrow(/^burn: the configuration does/);
    const timeless = configurationOf({ window: "1mo", slot: "1d" }, { time: null });
    expect(() => countSlots(rows, timeless)).toThrow(/^decisions\.time: no column of times/);
  });
});
