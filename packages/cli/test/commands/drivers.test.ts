import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { loanFiles } from "../helpers/loans.ts";
import { configurationOf } from "../helpers/people.ts";

/** Women are picked more often in each department and less often in all; another model picks alike. */
function departments(changes: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const groups = [
    ["F", "hard", 400, 120],
    ["F", "easy", 100, 80],
    ["M", "hard", 100, 20],
    ["M", "easy", 400, 280],
  ] as const;
  const lines = groups.flatMap(([sex, department, all, picked]) =>
    Array.from({ length: all }, (_, i) =>
      [sex, department, i % 2, i < picked ? 1 : 0, i < all / 2 ? 1 : 0].join(),
    ),
  );
  return {
    "people.csv": `sex,department,hired,picked,other\n${lines.join("\n")}\n`,
    "evenhand.yaml": configurationOf({
      cohorts: { sex: { by: ["sex"], within: ["department"], reference: "M" } },
      ...changes,
    }),
  };
}

const flat = (text: string): string => text.replace(/\s+/g, " ");

describe("drivers", () => {
  it("takes a gap apart over strata and says that it is reversed", async () => {
    const { code, stdout, stderr } = await run(["drivers"], folderWith(departments()));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const text = flat(stdout);
    expect(text).toContain("selection_rate, sex=F against sex=M: −0.20 (");
    expect(text).toContain("From the mix of department: −0.30 (");
    expect(text).toContain("Within department: +0.10 (");
    expect(text).toContain("(Simpson's paradox)");
    expect(text).toContain("Added by the model: −0.20 (");
    expect(text).not.toContain("Features of the model");
  });

  it("prints what it found as data", async () => {
    const { stdout } = await run(["drivers", "--json"], folderWith(departments()));
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      schema: "evenhand/drivers@1",
      strata: [{ metric: "selection_rate", cohort: "sex=F", status: "ok", isReversed: true }],
      features: [],
      candidates: [],
    });
    const [{ gap, mix, withinStrata }] = found.strata;
    expect(Math.abs(gap.value - mix.value - withinStrata.value)).toBeLessThan(1e-9);
  });

  it("compares another model on the same people", async () => {
    const { stdout } = await run(["drivers", "--candidate", "other"], folderWith(departments()));
    const text = flat(stdout);
    expect(text).toContain("−0.20 with picked, 0.00 with other.");
    expect(text).toMatch(/Change: \+0\.20 \(0\.1\d to 0\.2\d\), over 1000 people/);
  });

  it("takes the gap in a model's scores apart into its features", async () => {
    const { stdout } = await run(["drivers", "--json"], folderWith(loanFiles()));
    const { features } = JSON.parse(stdout);
    expect(features).toHaveLength(2);
    for (const { gap, features: parts, n, nReference } of features) {
      expect([n, nReference]).toEqual([20, 20]);
      const sum = parts.reduce((total: number, { value }: { value: number }) => total + value, 0);
      expect(Math.abs(gap.value - sum)).toBeLessThan(1e-9);
    }
    const shown = await run(["drivers"], folderWith(loanFiles()));
    expect(flat(shown.stdout)).toContain("mean output (log-odds), sex=F against everyone else");
  });

  it("says when there is nothing to take apart, and refuses candidates without decisions", async () => {
    const decisions = { label: "hired", favourable: 1 };
    const cohorts = { sex: { by: ["sex"] } };
    const folder = folderWith(departments({ decisions, cohorts, budgets: [] }));
    expect(flat((await run(["drivers"], folder)).stdout)).toContain("Nothing to take apart");
    const { code, stderr } = await run(["drivers", "--candidate", "other"], folder);
    expect(code).toBe(3);
    expect(stderr).toContain("decisions.prediction");
    const absent = await run(["drivers", "--candidate", "othr"], folderWith(departments()));
    expect(absent.code).toBe(3);
    expect(absent.stderr).toContain('"other"');
  });
});
