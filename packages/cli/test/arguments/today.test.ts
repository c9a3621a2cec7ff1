import { describe, expect, it } from "vitest";
import { resolveToday } from "../../src/arguments/today.ts";
import type { Session } from "../../src/session.ts";

function session(env: Record<string, string>): Session {
  const now = () => new Date("2026-03-01T23:30:00-05:00");
  return { env, now } as unknown as Session;
}

describe("the date to judge for", () => {
  it("is the option, else the environment's, else the UTC date of the clock", () => {
    const env = { EVENHAND_TODAY: "2026-02-02" };
    expect(resolveToday("2026-01-01", session(env))).toBe("2026-01-01");
    expect(resolveToday(undefined, session(env))).toBe("2026-02-02");
    expect(resolveToday(undefined, session({}))).toBe("2026-03-02");
  });

  it.each(["2026-02-30", "2026-2-3", "tomorrow", "2026-01-01T00:00", ""])("refuses %j", (text) => {
    expect(() => resolveToday(text, session({}))).toThrow(/not a date/);
  });

  it("names the environment where that is wrong", () => {
    expect(() => resolveToday(undefined, session({ EVENHAND_TODAY: "today" }))).toThrow(
      /^EVENHAND_TODAY: /,
    );
  });
});
