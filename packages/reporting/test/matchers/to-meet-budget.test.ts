import { toMeetBudget } from "@evenhand/reporting/vitest";
import { describe, expect, it } from "vitest";
import { EVERY } from "../fixtures/every-verdict.ts";

expect.extend({ toMeetBudget });

const only = (...cohorts: string[]): typeof EVERY => ({
  ...EVERY,
  verdicts: EVERY.verdicts.filter(({ cohort }) => cohorts.includes(cohort)),
});

describe("toMeetBudget under Vitest 4", () => {
  it("passes where every comparison passes or is waived", () => {
    expect(only("g=inside", "g=waived")).toMeetBudget("ratio");
  });

  it("fails with the sentence, and hands both sides to the runner's difference", () => {
    let thrown: unknown;
    try {
      expect(only("g=inside", "g=outside")).toMeetBudget("ratio");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      message: expect.stringContaining('budget "ratio" does not hold'),
      actual: ["g=outside: fail"],
      expected: ["g=outside: pass"],
    });
  });

  it("takes what is undecided for a failure unless allowed", () => {
    expect(() => expect(only("g=open")).toMeetBudget("ratio")).toThrow("Not decided");
    expect(() => expect(only("g=open")).toMeetBudget("ratio", { inconclusive: "fail" })).toThrow(
      "Not decided",
    );
    expect(only("g=open")).toMeetBudget("ratio", { inconclusive: "allow" });
    expect(() =>
      expect(only("g=outside")).toMeetBudget("ratio", { inconclusive: "allow" }),
    ).toThrow("Outside");
  });

  it("can be negated, and then says which budget holds", () => {
    expect(only("g=outside")).not.toMeetBudget("ratio");
    expect(() => expect(only("g=inside")).not.toMeetBudget("ratio")).toThrow(
      'budget "ratio" holds, and was expected not to',
    );
  });

  it("judges a budget given in full", () => {
    const loose = {
      id: "loose",
      metric: "selection_rate",
      compare: "ratio",
      cohorts: "g",
      limit: { min: 0.01 },
      severity: "error",
      onInconclusive: "block",
    } as const;
    expect(EVERY).toMeetBudget(loose, { inconclusive: "allow" });
    expect(EVERY).not.toMeetBudget({ ...loose, limit: { min: 0.5 } }, { inconclusive: "allow" });
    expect(() => expect(EVERY).not.toMeetBudget(loose, { inconclusive: "allow" })).toThrow(
      'budget "loose" holds, and was expected not to',
    );
  });

  it("lets mistakes of the caller through as errors, negated or not", () => {
    expect(() => expect(EVERY).toMeetBudget("ration")).toThrow('Did you mean "ratio"?');
    expect(() => expect(EVERY).not.toMeetBudget("ration")).toThrow('Did you mean "ratio"?');
    expect(() => expect({}).not.toMeetBudget("ratio")).toThrow();
    expect(() => expect(null).toMeetBudget("ratio")).toThrow();
  });
});
