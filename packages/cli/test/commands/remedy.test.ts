import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";
import { budget, configurationOf } from "../helpers/people.ts";

/** Women with the same chance of being hired have a score lower by a quarter. */
function scored(changes: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const lines = Array.from({ length: 1200 }, (_, i) => {
    const sex = i % 2 === 0 ? "F" : "M";
    const chance = (i * 0.6180339887) % 1;
    const hired = (i * 0.7548776662) % 1 < chance ? 1 : 0;
    return [sex, (chance - (sex === "F" ? 0.25 : 0)).toFixed(6), hired].join();
  });
  return {
    "people.csv": `sex,score,hired\n${lines.join("\n")}\n`,
    "evenhand.yaml": configurationOf({
      decisions: {
        label: "hired",
        favourable: 1,
        score: "score",
        prediction: { score: true, threshold: 0.5, favourableWhen: "above" },
      },
      budgets: [budget()],
      ...changes,
    }),
  };
}

const LAWFUL = {
  remedies: { perCohortThresholds: { lawful: true, basis: "an opinion", owner: "@policy" } },
};
const ASKED = ["remedy", "--criterion", "demographic-parity"];

describe("remedy", () => {
  it("puts options side by side as Markdown", async () => {
    const { code, stdout, stderr } = await run(ASKED, folderWith(scored(LAWFUL)));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("# Thresholds for sex: demographic-parity");
    expect(stdout).toContain("| in force | ");
    expect(stdout).toContain("## one threshold a cohort");
    expect(stdout).toMatch(/- sex=F: threshold 0\.[12]\d+/);
    expect(stdout).toMatch(/Would no longer fail: selection-ratio-sex\./);
    expect(stdout).not.toContain("Left out");
  });

  it("leaves thresholds by cohort out without a declared ground, and says where it would stand", async () => {
    const { code, stdout } = await run(ASKED, folderWith(scored()));
    expect(code).toBe(0);
    expect(stdout).toContain("Left out, one threshold a cohort: remedies.perCohortThresholds");
    expect(stdout).not.toContain("## one threshold a cohort");
  });

  it("prints what it found as data", async () => {
    const argv = [...ASKED, "--max-gap", "0.05", "--costs", "5:1", "--json"];
    const { stdout } = await run(argv, folderWith(scored(LAWFUL)));
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      schema: "evenhand/remedy@1",
      dimension: "sex",
      rows: { chosenOn: 600, heldOut: 600 },
    });
    expect(found.options).toHaveLength(3);
    expect(found.options[2].chosen.gap).toBeLessThanOrEqual(0.05 + 1e-12);
    expect(found.options[2].heldOut.utility.value).toBeLessThan(0);
  });

  it.each([
    [["remedy"], "--criterion"],
    [["remedy", "--criterion", "parity"], "--criterion"],
    [[...ASKED, "--costs", "5"], "--costs"],
    [[...ASKED, "--costs", "5:x"], "--costs"],
    [[...ASKED, "--costs", "5:1", "--gains", "score"], "--gains"],
    [[...ASKED, "--max-gap", "2"], "--max-gap"],
    [[...ASKED, "--cohorts", "race"], "race"],
  ])("says what is wrong with %j", async (argv, named) => {
    const { code, stderr } = await run(argv, folderWith(scored()));
    expect(code).toBe(3);
    expect(stderr).toContain(named);
  });
});
