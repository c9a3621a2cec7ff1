import type { AuditDocument } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { adviseOn } from "../../src/wording/advice.ts";
import { besideOutcome, isHeldBack } from "../../src/wording/beside.ts";
import { growthTable } from "../../src/wording/growth-table.ts";
import { describeLooks } from "../../src/wording/looks.ts";
import { proposalTable } from "../../src/wording/proposal-table.ts";
import { SMALL } from "../fixtures/adult.ts";
import { EVERYTHING } from "../fixtures/everything.ts";

const without = (key: "proposal" | "ratchet"): AuditDocument => {
  const { [key]: _, ...rest } = EVERYTHING;
  return rest;
};

describe("what stands beside the outcome", () => {
  it("is a sentence for the proposal and one for the baseline", () => {
    expect(EVERYTHING.proposal?.status).toBe("passes-only-under-proposal");
    expect(besideOutcome(EVERYTHING)).toEqual([
      EVERYTHING.proposal?.sentence,
      EVERYTHING.ratchet?.sentence,
    ]);
    expect(besideOutcome(SMALL)).toEqual([]);
  });

  it("is silent about a proposal that changes nothing", () => {
    const proposal = { ...EVERYTHING.proposal, status: "unchanged" };
    const audit = { ...EVERYTHING, proposal } as AuditDocument;
    expect(besideOutcome(audit)).toEqual([EVERYTHING.ratchet?.sentence]);
    expect(proposalTable(audit)).toBeNull();
  });

  it("keeps a pass under looser budgets, or with a grown gap, from being nothing to do", () => {
    const passing = (audit: AuditDocument): string =>
      adviseOn({ ...audit, outcome: { ...audit.outcome, verdict: "pass" } });
    expect(passing(EVERYTHING)).toMatch(/^Do not take it for a pass.*why a gap grew/);
    expect(passing(without("proposal"))).toMatch(/^Find out why a gap grew/);
    const reported = {
      ...without("proposal"),
      ratchet: { ...EVERYTHING.ratchet, enforced: false },
    };
    expect(passing(reported as AuditDocument)).toMatch(/^Nothing to do now/);
  });
});

describe("isHeldBack", () => {
  it("is so under looser budgets or with an enforced gap that grew, whatever the limits say", () => {
    expect(isHeldBack(without("ratchet"))).toBe(true);
    expect(isHeldBack(without("proposal"))).toBe(true);
    expect(isHeldBack(SMALL)).toBe(false);
    const ratchet = { ...EVERYTHING.ratchet, enforced: false };
    expect(isHeldBack({ ...without("proposal"), ratchet } as AuditDocument)).toBe(false);
    const proposal = { ...EVERYTHING.proposal, status: "holds-under-both" };
    expect(isHeldBack({ ...without("ratchet"), proposal } as AuditDocument)).toBe(false);
  });
});

describe("proposalTable", () => {
  it("puts what was loosened first and names verdicts in words", () => {
    const proposal = EVERYTHING.proposal;
    if (proposal === undefined) throw new Error("no proposal");
    const grown = { path: "family of ratio", before: "4", after: "9", effect: "grew" } as const;
    const tightened = { path: "x", before: null, after: "declared", effect: "tightened" } as const;
    const changes = [tightened, grown, ...proposal.changes];
    const table = proposalTable({ ...EVERYTHING, proposal: { ...proposal, changes } });
    expect(table?.changes.map(({ effect }) => effect)).toEqual([
      ...proposal.changes.map(() => "LOOSENED"),
      "GREW",
      "TIGHTENED",
    ]);
    expect(table?.changes.at(-1)).toMatchObject({ inForce: "none", proposed: "declared" });
    expect(table?.verdicts[0]).toMatchObject({ cohort: "east", proposed: "✓ pass" });
  });
});

describe("growthTable", () => {
  it("puts what grew first, with its size in decisions", () => {
    const table = growthTable(EVERYTHING);
    expect(table?.rows[0]).toMatchObject({ status: "grew", cohort: "east", decisions: "+160" });
    expect(table?.rule).toContain(
      "more than 0.02, chance allowed for, and by more than 20 decisions",
    );
    expect(table?.rule).toContain("that blocks");
    expect(growthTable(SMALL)).toBeNull();
  });
});

describe("describeLooks", () => {
  it("gives the level that verdicts rest on, and asks for others where people are worn out", () => {
    expect(describeLooks(EVERYTHING)).toContain(
      "2 models, so verdicts rest on 97.5\u202f% intervals",
    );
    expect(describeLooks(EVERYTHING)).toContain("not looked at before");
    expect(describeLooks(SMALL)).toBe("");
    const first = { ...EVERYTHING, odometer: { models: 1, confidence: 0.95, wornOut: false } };
    expect(describeLooks(first)).toBe("");
  });
});
