import { describe, expect, it } from "vitest";
import type { Budget } from "../../../src/budgets/budget.ts";
import { compareJudged, judgeProposal } from "../../../src/budgets/changes/judge-proposal.ts";
import { changeText } from "../../../src/budgets/changes/policy-change.ts";
import { decide } from "../../../src/budgets/decide.ts";
import type { Cells } from "../../../src/cells/cells.ts";
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
      "This passes only under the proposed budgets (2 changes, looser): under those in force it is blocked.",
    );
  });

  it.each([
    [STRICT, STRICT, "unchanged", "The budgets are as they were."],
    [
      LOOSE,
      STRICT,
      "blocked-only-under-proposal",
      "This is blocked under the proposed budgets (2 changes), not under those in force.",
    ],
    [
      LOOSE,
      [[{ limit: { min: 0.5, max: null } }]],
      "holds-under-both",
      "Nothing blocks under the budgets in force, nor under the proposed ones (1 change).",
    ],
    [
      STRICT,
      [[{ limit: { min: 0.9, max: null } }]],
      "blocked-under-both",
      "This is blocked under the budgets in force, and under the proposed ones (2 changes, 1 of them looser).",
    ],
  ] as const)("%j → %j: %s", (before, after, status, sentence) => {
    expect(judgeBoth([...before] as never, [...after] as never)).toMatchObject({
      status,
      sentence,
    });
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
    const back = judgeBoth([[{}, ...padding], { family: "file" }], [[{}], { family: "file" }]);
    expect(back.changes).toContainEqual({
      path: "family of file",
      before: "12",
      after: "2",
      effect: "shrank",
    });
  });

  it("counts in a family what its adjustment counts", () => {
    const file = { family: "file" } as const;
    const other = { id: "other", limit: { min: 0.1, max: null } } as const;
    const familyOf = (cells: Cells, more: Partial<Budget>) =>
      judgeProposal(
        cells,
        [],
        policyOf([{}], file),
        policyOf([{}, more], file),
        never,
      ).changes.find(({ path }) => path.startsWith("family"));
    // Of nobody to nobody there is no ratio.
    const sparse = cellsOfDecisions({ a: [300, 1000], b: [0, 1000], ref: [0, 1000] });
    expect(familyOf(sparse, other)).toMatchObject({ before: "1", after: "2" });
    expect(familyOf(CELLS, { ...other, rule: "point" })).toBeUndefined();
  });

  it("counts no family without cells", () => {
    const policy = policyOf([{}]);
    const judged = { policy, cells: null, measurements: [], ...decide(CELLS, [], policy, never) };
    const counted = { ...judged, cells: CELLS };
    expect(compareJudged(judged, counted).status).toBe("unchanged");
    expect(compareJudged(counted, judged).status).toBe("unchanged");
  });

  it("names comparisons that only one of the policies makes", () => {
    const found = judgeBoth([[{}]], [[{ id: "other" }]]);
    expect(found.changes.map(changeText)).toEqual([
      "budgets.ratio: declared → none LOOSENED",
      "budgets.other: none → declared TIGHTENED",
    ]);
    expect(found.verdicts).toEqual([
      { budget: "ratio", cohort: "g=a", before: "fail", after: null },
      { budget: "ratio", cohort: "g=b", before: "pass", after: null },
      { budget: "other", cohort: "g=a", before: null, after: "fail" },
      { budget: "other", cohort: "g=b", before: null, after: "pass" },
    ]);
  });
});
