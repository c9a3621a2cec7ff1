import { describe, expect, it } from "vitest";
import { judgeProposal } from "../../../src/budgets/changes/judge-proposal.ts";
import { cellsOfDecisions, never, policyOf } from "../given-cells.ts";

const CELLS = cellsOfDecisions({ a: [300, 1000], b: [480, 1000], ref: [500, 1000] });
const judgeBoth = (before: Parameters<typeof policyOf>, after: Parameters<typeof policyOf>) =>
  judgeProposal(CELLS, [], policyOf(...before), policyOf(...after), never);

const LOOSE = [[{ limit: { min: 0.4, max: null } }]] as const;
const STRICT = [[{}]] as const;

describe("judgeProposal", () => {
  it("gives what passes only under the proposed budget a status of its own", () => {
    const found = judgeBoth([...STRICT], [...LOOSE]);
    expect(found.status).toBe("passes-only-under-proposal");
    expect(found.before.exitCode).toBe(1);
    expect(found.after.exitCode).toBe(0);
    expect(found.verdicts).toEqual([
      { budget: "ratio", cohort: "g=a", before: "fail", after: "pass" },
    ]);
    expect(found.sentence).toBe(
      "This passes only under the proposed budgets (2 changes, 2 of them looser): under those in force it is blocked.",
    );
  });

  it.each([
    [STRICT, STRICT, "unchanged"],
    [LOOSE, STRICT, "blocked-only-under-proposal"],
    [LOOSE, [[{ limit: { min: 0.5, max: null } }]], "holds-under-both"],
    [STRICT, [[{ limit: { min: 0.9, max: null } }]], "blocked-under-both"],
  ] as const)("%j → %j: %s", (before, after, status) => {
    expect(judgeBoth([...before] as never, [...after] as never).status).toBe(status);
  });

  it("shows a family that grew: padding must not buy a pass", () => {
    const padding = Array.from({ length: 5 }, (_, i) => ({
      id: `b${i}`,
      limit: { min: 0.1 + i / 100, max: null },
    }));
    const found = judgeBoth([[{}], { family: "file" }], [[{}, ...padding], { family: "file" }]);
    expect(found.changes).toContainEqual({
      path: "family of file",
      before: "2",
      after: "12",
      effect: "grew",
    });
  });

  it("names comparisons that only one of the policies makes", () => {
    const found = judgeBoth([[{}]], [[{ id: "other" }]]);
    expect(found.verdicts).toEqual([
      { budget: "ratio", cohort: "g=a", before: "fail", after: null },
      { budget: "ratio", cohort: "g=b", before: "pass", after: null },
      { budget: "other", cohort: "g=a", before: null, after: "fail" },
      { budget: "other", cohort: "g=b", before: null, after: "pass" },
    ]);
  });
});
