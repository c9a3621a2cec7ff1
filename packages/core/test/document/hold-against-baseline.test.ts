import { describe, expect, it } from "vitest";
import type { GrowthStatus } from "../../src/budgets/ratchet/growth.ts";
import type { AuditRatchet } from "../../src/document/audit-document.ts";
import type { BudgetInput, ConfigurationInput } from "../../src/index.ts";
import {
  audit,
  baselineOf,
  holdAgainstBaseline,
  isRatchetBroken,
  parseConfiguration,
} from "../../src/index.ts";

const RULE = { margin: 0.02, floor: 20 };
const IDENTITY = { name: "baseline.json", sha256: null };
const budget: BudgetInput = {
  id: "ratio",
  metric: "base_rate",
  compare: "ratio",
  cohorts: "g",
  limit: { min: 0.1 },
  severity: "error",
  onInconclusive: "warn",
};
const question: ConfigurationInput = {
  decisions: { label: "y", favourable: 1 },
  cohorts: { g: { by: ["g"], reference: "ref" } },
  budgets: [budget],
};

type Groups = Readonly<Record<string, readonly [favourable: number, all: number]>>;

const auditOf = (groups: Groups) =>
  audit(
    Object.entries(groups).flatMap(([g, [favourable, all]]) =>
      Array.from({ length: all }, (_, i) => ({ g, y: i < favourable ? 1 : 0 })),
    ),
    question,
  );
const hold = (before: Groups, after: Groups, enforced = true) =>
  holdAgainstBaseline(
    auditOf(after),
    parseConfiguration(question),
    baselineOf(auditOf(before)),
    IDENTITY,
    RULE,
    enforced,
  );

const EVEN = { ref: [500, 1000], a: [500, 1000], b: [500, 1000] } as const;
const ONE = { ...EVEN, a: [200, 1000] } as const;
const BOTH = { ...ONE, b: [200, 1000] } as const;

describe("holdAgainstBaseline", () => {
  it("adds what grew, with the rule and the baseline, and leaves the verdicts as they are", () => {
    const held = hold(EVEN, ONE);
    const { ratchet, ...rest } = held;
    expect(rest).toEqual(auditOf(ONE));
    expect(ratchet).toMatchObject({ ...RULE, baseline: IDENTITY, enforced: true });
    expect(ratchet.growth.map(({ cohort, status }) => [cohort, status])).toEqual([
      ["g=a", "grew"],
      ["g=b", "undecided"],
    ]);
  });

  it("says in a sentence how many gaps grew", () => {
    expect(hold(EVEN, ONE).ratchet.sentence).toBe(
      "One gap grew against the baseline (1 grew, 0 held, 1 not decided, 0 not compared).",
    );
    expect(hold(EVEN, BOTH, false).ratchet.sentence).toBe(
      "2 gaps grew against the baseline (2 grew, 0 held, 0 not decided, 0 not compared); this is only reported.",
    );
    const less = { ...EVEN, a: [300, 1000] } as const;
    expect(hold({ ref: [500, 1000], a: [200, 1000] }, less).ratchet.sentence).toBe(
      "No gap grew against the baseline (0 grew, 1 held, 0 not decided, 1 not compared).",
    );
  });

  it("needs the counts", () => {
    const stripped = { ...auditOf(ONE), cells: null };
    const baseline = baselineOf(auditOf(EVEN));
    const configuration = parseConfiguration(question);
    expect(() =>
      holdAgainstBaseline(stripped, configuration, baseline, IDENTITY, RULE, true),
    ).toThrow("stripped of its counts");
  });
});

describe("isRatchetBroken", () => {
  const { ratchet } = hold(EVEN, EVEN);
  const [growth] = ratchet.growth;
  if (growth === undefined) throw new Error("nothing was compared");
  const broken = (
    enforced: boolean,
    ...found: readonly (readonly [GrowthStatus, "error" | "warn"])[]
  ): boolean => {
    const all = found.map(([status, severity]) => ({ ...growth, status, severity }));
    return isRatchetBroken({ ...ratchet, enforced, growth: all } satisfies AuditRatchet);
  };

  it("is, where any gap grew under an error budget and that is enforced", () => {
    expect(broken(true, ["held", "error"], ["grew", "error"])).toBe(true);
    expect(broken(false, ["held", "error"], ["grew", "error"])).toBe(false);
  });

  it("is not by warn-budgets, nor by what is not shown to have grown", () => {
    expect(broken(true, ["grew", "warn"], ["held", "error"])).toBe(false);
    expect(broken(true, ["undecided", "error"], ["not-compared", "error"])).toBe(false);
    expect(broken(true)).toBe(false);
  });
});
