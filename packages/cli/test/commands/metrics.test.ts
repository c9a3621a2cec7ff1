import { METRICS } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";

describe("metrics", () => {
  it("lists every metric with what it says, its formula and what it can be budgeted as", async () => {
    const { code, stdout } = await run(["metrics"], folderWith({}));
    expect(code).toBe(0);
    for (const { name, formula } of METRICS) {
      expect(stdout).toContain(name);
      expect(stdout.replaceAll(/\s+/g, " ")).toContain(formula.replaceAll(/\s+/g, " "));
    }
  });

  it("finds one by the name it has elsewhere", async () => {
    const { code, stdout } = await run(["metrics", "TPR"], folderWith({}));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^true_positive_rate\n/);
    expect(stdout).toContain("Needs prediction and label.");
    expect(stdout).toContain("Budgeted as value, difference, ratio.");
    expect(stdout).toContain("Also known as tpr, recall");
  });

  it("gives JSON alone on standard output", async () => {
    const { stdout, stderr } = await run(["metrics", "ks", "--json"], folderWith({}));
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ name: "ks_distance", budgetedAs: ["distance"], needs: ["score"] }),
    ]);
  });

  it("suggests the nearest name", async () => {
    const { code, stderr } = await run(["metrics", "selection_rat"], folderWith({}));
    expect(code).toBe(3);
    expect(stderr).toContain('Did you mean "selection_rate"?');
  });
});
