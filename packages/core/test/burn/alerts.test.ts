import { describe, expect, it } from "vitest";
import { alertRules } from "../../src/burn/alerts.ts";
import { type Duration, parseDuration } from "../../src/configuration/duration.ts";

const rules = (window: string, slot: string) =>
  alertRules(parseDuration(window) as Duration, parseDuration(slot) as Duration).map(
    ({ kind, factor, long, short }) => `${kind} ${factor}× ${long}/${short}`,
  );

describe("alertRules", () => {
  it("are the usual four, rescaled to the window", () => {
    // 1/720, 1/120, 1/30 and 1/10 of 2,160 days, and a twelfth of each.
    expect(rules("2160d", "1d")).toEqual([
      "page 14.4× 3/1",
      "page 6× 18/2",
      "ticket 3× 72/6",
      "ticket 1× 216/18",
    ]);
  });

  it("have lookbacks of two slots at the least, and none that another rule makes needless", () => {
    expect(rules("90d", "1d")).toEqual(["page 6× 2/1", "ticket 3× 3/1", "ticket 1× 9/1"]);
    expect(rules("90d", "1w")).toEqual(["page 6× 2/1", "ticket 1× 2/1"]);
    expect(rules("12mo", "1mo")).toEqual(["page 6× 2/1", "ticket 1× 2/1"]);
  });
});
