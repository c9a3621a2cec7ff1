import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOf, dayOf, slotAt, slotIndex, windowOf } from "../../src/burn/slot.ts";
import { type Duration, parseDuration } from "../../src/configuration/duration.ts";

const duration = (text: string): Duration => parseDuration(text) as Duration;
const slotOf = (date: string, length: string) => {
  const read = duration(length);
  return slotAt(slotIndex(dayOf(date), read), read);
};
const windowAt = (date: string, since: string, length: string) =>
  windowOf(dayOf(date), dayOf(since), duration(length));

const day = fc.integer({ min: -40_000, max: 40_000 });
const length = fc
  .tuple(fc.integer({ min: 1, max: 120 }), fc.constantFrom("d", "w", "mo"))
  .map(([count, unit]) => duration(`${count}${unit}`));

describe("slots", () => {
  it("are UTC days, weeks from Monday, and months of the calendar", () => {
    expect(slotOf("2026-11-24", "1d")).toEqual({ from: "2026-11-24", to: "2026-11-25" });
    expect(slotOf("2026-11-24", "1w")).toEqual({ from: "2026-11-23", to: "2026-11-30" });
    expect(slotOf("2026-11-23", "1w")).toEqual({ from: "2026-11-23", to: "2026-11-30" });
    expect(slotOf("2026-11-22", "1w")).toEqual({ from: "2026-11-16", to: "2026-11-23" });
    expect(slotOf("2024-02-29", "1mo")).toEqual({ from: "2024-02-01", to: "2024-03-01" });
    expect(slotOf("2026-11-24", "3mo")).toEqual({ from: "2026-10-01", to: "2027-01-01" });
    expect(slotOf("1969-12-31", "1mo")).toEqual({ from: "1969-12-01", to: "1970-01-01" });
  });

  it("hold their day, and each day lies in one", () => {
    fc.assert(
      fc.property(day, length, (at, slot) => {
        const index = slotIndex(at, slot);
        const { from, to } = slotAt(index, slot);
        expect(dayOf(from)).toBeLessThanOrEqual(at);
        expect(dayOf(to)).toBeGreaterThan(at);
        expect(slotAt(index + 1, slot).from).toBe(to);
      }),
    );
  });
});

describe("windows", () => {
  it("are laid end to end from a day, both ways", () => {
    expect(windowAt("2026-03-31", "2026-01-01", "90d")).toEqual({
      from: "2026-01-01",
      to: "2026-04-01",
    });
    expect(windowAt("2026-04-01", "2026-01-01", "90d").from).toBe("2026-04-01");
    expect(windowAt("2025-12-31", "2026-01-01", "90d").from).toBe("2025-10-03");
    expect(windowAt("2026-01-14", "2026-01-15", "1mo").from).toBe("2025-12-15");
  });

  it("of months begin on the last day of a month that is too short", () => {
    expect(windowAt("2026-02-28", "2026-01-31", "1mo")).toEqual({
      from: "2026-02-28",
      to: "2026-03-31",
    });
    expect(windowAt("2026-02-27", "2026-01-31", "1mo").from).toBe("2026-01-31");
  });

  it("hold their day, and the next one begins where they end", () => {
    fc.assert(
      fc.property(day, day, length, (at, since, window) => {
        const { from, to } = windowOf(at, since, window);
        expect(dayOf(from)).toBeLessThanOrEqual(at);
        expect(dayOf(to)).toBeGreaterThan(at);
        expect(windowOf(dayOf(to), since, window).from).toBe(to);
        expect(windowOf(dayOf(from), since, window).from).toBe(from);
        expect(windowOf(since, since, window).from).toBe(dateOf(since));
      }),
    );
  });
});
