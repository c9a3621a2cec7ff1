import { describe, expect, it } from "vitest";
import { EVERY } from "../fixtures/every-verdict.ts";

describe("the audit that the formats are tested on", () => {
  it("holds every verdict under both severities, a waiver and a cohort of fewer than ten", () => {
    const kinds = new Set(EVERY.verdicts.map(({ verdict, severity }) => `${verdict} ${severity}`));
    expect(kinds).toEqual(
      new Set(
        ["pass", "fail", "inconclusive", "no-data"].flatMap((kind) => [
          `${kind} error`,
          `${kind} warn`,
        ]),
      ),
    );
    expect(EVERY.outcome.counts.waived).toBe(1);
    expect(EVERY.verdicts.some(({ n }) => n > 0 && n < 10)).toBe(true);
  });
});
