import { describe, expect, it } from "vitest";
import {
  checkConfiguration,
  parseConfiguration,
} from "../../src/configuration/check-configuration.ts";
import { durationText, parseDuration } from "../../src/configuration/duration.ts";

const decisions = { label: "y", favourable: 1, time: "day" };
const cohorts = { g: { by: ["g"] } };

function issuesOf(burn: unknown, more: object = {}): string[] {
  const raw = { decisions: { ...decisions, ...more }, cohorts, burn };
  const checked = checkConfiguration(raw);
  return checked.ok
    ? []
    : checked.issues.map(({ code, path, expected }) => [code, path, expected].join(" ").trim());
}

describe("burn", () => {
  it("is read into durations, with what was left out null", () => {
    const burn = { window: "90d", slot: "1w" };
    const { burn: read, decisions: roles } = parseConfiguration({ decisions, cohorts, burn });
    expect(roles.time).toBe("day");
    expect(read).toEqual({
      window: { count: 90, unit: "day" },
      slot: { count: 1, unit: "week" },
      since: null,
      allowedShortfall: null,
    });
    const more = { window: "3mo", slot: "1mo", since: "2026-01-01", allowedShortfall: 0.01 };
    expect(parseConfiguration({ decisions, cohorts, burn: more }).burn).toMatchObject({
      since: "2026-01-01",
      allowedShortfall: 0.01,
    });
  });

  it.each(["90", "0d", "1.5d", "1h", "1 d", "1D", "d", "-1d", "10000d"])(
    "takes no %j for a length of time",
    (slot) => {
      expect(issuesOf({ window: "9999d", slot })).toEqual([
        "config/invalid-value burn.slot a number of days, weeks or months such as 90d, 1w or 3mo",
      ]);
      expect(parseDuration(slot)).toBe(null);
    },
  );

  it("has a window no shorter than its slot, whatever the month", () => {
    for (const [window, slot] of [
      ["6d", "1w"],
      ["30d", "1mo"],
      ["1mo", "5w"],
      ["1mo", "2mo"],
    ]) {
      expect(issuesOf({ window, slot })).toEqual([
        `config/invalid-value burn.window ${slot} or more`,
      ]);
    }
    for (const [window, slot] of [
      ["7d", "1w"],
      ["31d", "1mo"],
      ["1mo", "4w"],
      ["1d", "1d"],
    ]) {
      expect(issuesOf({ window, slot })).toEqual([]);
    }
  });

  it("refuses what the bounds cannot hold for", () => {
    const burn = { window: "90d", slot: "1d" };
    expect(issuesOf(burn, { clusterBy: "person" })).toEqual(["config/metric-inputs burn"]);
    expect(issuesOf(burn, { weight: { column: "w", kind: "sampling" } })).toEqual([
      "config/metric-inputs burn",
    ]);
    expect(issuesOf(burn, { weight: { column: "w", kind: "frequency" } })).toEqual([]);
    expect(issuesOf({ ...burn, since: "2026-02-30" })[0]).toContain("burn.since");
    expect(issuesOf({ ...burn, allowedShortfall: 0 })).toEqual([
      "config/invalid-value burn.allowedShortfall a share above 0",
    ]);
  });

  it("is worded with the number it needs", () => {
    expect(durationText({ count: 1, unit: "week" })).toBe("1 week");
    expect(durationText({ count: 90, unit: "day" })).toBe("90 days");
  });
});
