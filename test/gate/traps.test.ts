import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { assertBudget, audit, type ConfigurationInput } from "../../packages/core/dist/index.js";
import { checkout, runAction } from "../action/action.ts";
import { check, command } from "./command.ts";
import { budget, configurationOf, TODAY, waiver } from "./fixture.ts";
import { csvOf, type Group, group, peopleOf } from "./people.ts";

const F = { sex: "F" };
const M = { sex: "M" };
const EVEN = [group(F, 2000, 1000), group(M, 2000, 1000)];
const HALF_AS_OFTEN = [group(F, 2000, 500), group(M, 2000, 1000)];
const RATIO = budget("error", "selection_rate", "ratio", { min: 0.8 });

function folderOf(groups: readonly Group[], changes: Partial<ConfigurationInput> = {}): string {
  return checkout({
    "people.csv": csvOf(peopleOf(groups)),
    "evenhand.yaml": stringify(configurationOf([RATIO], changes)),
  });
}

describe("known failures of other gates", () => {
  describe("vacuous pass on no samples", () => {
    it("a table without rows is no pass but bad input, and nothing is written", async () => {
      const folder = folderOf(EVEN);
      writeFileSync(join(folder, "people.csv"), csvOf(peopleOf(EVEN)).split("\n", 1)[0] as string);
      expect((await check(folder, ["--out", "out"])).code).toBe(4);
      expect(existsSync(join(folder, "out"))).toBe(false);
      const acted = await runAction(folder, { today: TODAY });
      expect(acted.outputs).toEqual({ verdict: "", "exit-code": "4" });
    });

    it("a filter that leaves no row is no pass", async () => {
      const data = { path: "people.csv", where: { sex: ["X"] } };
      const { code, stderr } = await check(folderOf(EVEN, { data }));
      expect(code).toBe(4);
      expect(stderr).toContain("input/no-rows");
    });

    it("a cohort with nobody to count, or alone, blocks and is never called a pass", async () => {
      const ofHired = budget("error", "true_positive_rate", "ratio", { min: 0.8 });
      const unhired = [group({ ...F, hired: 0 }, 400, 200), group(M, 400, 200)];
      const without = [
        { groups: unhired, budgets: [ofHired] },
        { groups: [group(M, 400, 200)], budgets: [RATIO] },
      ];
      for (const { groups, budgets } of without) {
        const { code, stdout } = await check(folderOf(groups, { budgets }));
        expect(code).toBe(4);
        expect(stdout).not.toContain("Every budget holds");
      }
    });

    it("without a budget there is no pass either, and it says so", async () => {
      const folder = folderOf(EVEN, { budgets: [] });
      const { outputs } = await runAction(folder, { today: TODAY });
      expect(outputs.verdict).toBe("no-budgets");
    });
  });

  it("API and CLI disagreeing: a blocking verdict of one is one of the other, at the limit too", async () => {
    for (const picked of [1000, 800, 799, 700]) {
      const groups = [group(F, 2000, picked), group(M, 2000, 1000)];
      const folder = folderOf(groups);
      const library = audit(peopleOf(groups), configurationOf([RATIO]), { today: TODAY });
      const { code, stdout } = await check(folder, ["--json"]);
      expect(JSON.parse(stdout).verdicts).toEqual(library.verdicts);
      expect(code).toBe(library.outcome.exitCode);
      const assert = (): void => assertBudget(library, RATIO.id);
      if (code === 0) assert();
      else expect(assert).toThrow("does not hold");
    }
  });

  it("invalid configuration ignored: a mistyped key, metric or cohort stops the gate", async () => {
    const mistyped: readonly Partial<ConfigurationInput>[] = [
      { budgets: [{ ...RATIO, limits: { min: 0.8 } } as never] },
      { budgets: [{ ...RATIO, metric: "selektion_rate" }] },
      { budgets: [{ ...RATIO, cohorts: "gender" }] },
      { budgets: [{ ...RATIO, severity: "fatal" as never }] },
      { budget: [RATIO] } as never,
    ];
    for (const changes of mistyped) {
      const folder = folderOf(HALF_AS_OFTEN, changes);
      expect((await check(folder, ["--out", "out"])).code).toBe(3);
      expect(existsSync(join(folder, "out"))).toBe(false);
    }
  });

  it("baseline deadlock: what grew blocks the pull request, passes on main, and the next is free", async () => {
    const wide = { ...RATIO, limit: { min: 0.3 } };
    const folder = folderOf(EVEN, { budgets: [wide], ratchet: { baseline: "baseline.json" } });
    const onPullRequest = async () => await runAction(folder, { today: TODAY, ratchet: "enforce" });
    const onMain = async () => {
      const ran = await runAction(folder, { today: TODAY, ratchet: "report" });
      return { ...ran, refreshed: (await command(folder, ["baseline", "update"])).code };
    };
    // The first run of all has no baseline to compare with.
    expect(await onMain()).toMatchObject({ code: 0, refreshed: 0 });
    expect((await onPullRequest()).code).toBe(0);
    writeFileSync(join(folder, "people.csv"), csvOf(peopleOf(HALF_AS_OFTEN)));
    expect((await onPullRequest()).code).toBe(1);
    // A reviewer merges it all the same.
    expect(await onMain()).toMatchObject({ code: 0, refreshed: 0 });
    expect((await onPullRequest()).code).toBe(0);
  });

  it("expired waiver honoured: it covers its last day and not the next, by whatever way", async () => {
    const waivers = [waiver(RATIO.id, F, 0.4, { expires: TODAY })];
    const folder = folderOf(HALF_AS_OFTEN, { waivers });
    const tomorrow = "2026-11-25";
    expect((await check(folder, ["--today", TODAY])).code).toBe(0);
    expect((await check(folder, ["--today", tomorrow])).code).toBe(1);
    expect((await runAction(folder, { today: TODAY })).code).toBe(0);
    expect((await runAction(folder, { today: tomorrow })).code).toBe(1);
    const configuration = configurationOf([RATIO], { waivers });
    const on = (today: string) => audit(peopleOf(HALF_AS_OFTEN), configuration, { today });
    assertBudget(on(TODAY), RATIO.id);
    expect(() => assertBudget(on(tomorrow), RATIO.id)).toThrow("does not hold");
  });

  it("a waiver without a day to judge it by, or with a bad date, is refused", async () => {
    for (const expires of ["2026-13-01", "soon", "2025-12-31"]) {
      const waivers = [waiver(RATIO.id, F, 0.4, { expires })];
      expect((await check(folderOf(HALF_AS_OFTEN, { waivers }))).code).toBe(3);
    }
  });
});
