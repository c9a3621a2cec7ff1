import type { AuditDocument } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { gatedExitCode } from "../../src/commands/gated-exit.ts";

type Gated = Parameters<typeof gatedExitCode>[0];
type Proposal = NonNullable<AuditDocument["proposal"]>;
type Growth = NonNullable<AuditDocument["ratchet"]>["growth"][number];

const outcomeOf = (exitCode: 0 | 2): Gated["outcome"] => ({
  verdict: exitCode === 0 ? "pass" : "inconclusive",
  exitCode,
  counts: { pass: 1, fail: 0, inconclusive: 0, "no-data": 0, error: 0, waived: 0 },
  sentence: "",
});

const proposalOf = (status: Proposal["status"]): Proposal => ({
  status,
  base: { name: "base.yaml", sha256: null },
  changes: [],
  verdicts: [],
  before: outcomeOf(2),
  after: outcomeOf(0),
  sentence: "",
});

const ratchetOf = (status: Growth["status"]): NonNullable<AuditDocument["ratchet"]> => ({
  baseline: { name: "baseline.json", sha256: null },
  margin: 0.02,
  floor: 20,
  enforced: true,
  growth: [
    {
      budget: "ratio",
      cohort: "sex=F",
      severity: "error",
      status,
      before: null,
      after: null,
      growth: null,
      interval: null,
      decisions: null,
      sentence: "",
    },
  ],
  sentence: "",
});

describe("gatedExitCode", () => {
  it("is that of the verdicts where no gate has anything against it", () => {
    for (const exitCode of [0, 2] as const) {
      const outcome = outcomeOf(exitCode);
      expect(gatedExitCode({ outcome }, "block")).toBe(exitCode);
      const proposal = proposalOf("holds-under-both");
      expect(gatedExitCode({ outcome, proposal, ratchet: ratchetOf("held") }, "block")).toBe(
        exitCode,
      );
    }
  });

  it("is 1 where only the proposed budgets let it pass, unless that only warns", () => {
    const gated = { outcome: outcomeOf(0), proposal: proposalOf("passes-only-under-proposal") };
    expect(gatedExitCode(gated, "block")).toBe(1);
    expect(gatedExitCode(gated, "warn")).toBe(0);
  });

  it("is 1 where a gap grew, whatever the verdicts and the proposal say", () => {
    const ratchet = ratchetOf("grew");
    expect(gatedExitCode({ outcome: outcomeOf(0), ratchet }, "block")).toBe(1);
    expect(gatedExitCode({ outcome: outcomeOf(2), ratchet }, "warn")).toBe(1);
    const proposal = proposalOf("holds-under-both");
    expect(gatedExitCode({ outcome: outcomeOf(0), proposal, ratchet }, "warn")).toBe(1);
  });
});
