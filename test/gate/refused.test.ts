import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { checkout } from "../action/action.ts";
import { command } from "./command.ts";
import { budget, configurationOf, waiver } from "./fixture.ts";
import { csvOf, group, peopleOf } from "./people.ts";

const GROUPS = [group({ sex: "F" }, 40, 20), group({ sex: "M" }, 40, 20)];
const RATIO = budget("error", "selection_rate", "ratio", { min: 0.8 });

const configuration = configurationOf([RATIO]);

const withBudgets = (budgets: readonly object[]): string =>
  stringify({ ...configuration, budgets });

/** Nine lists of nine lists of … of nine words. */
const BILLION_LAUGHS = Array.from({ length: 10 }, (_, i) => {
  const inner = i === 0 ? '"ha"' : `*l${i - 1}`;
  return `l${i}: &l${i} [${Array(9).fill(inner).join(", ")}]`;
}).join("\n");

const REFUSED: readonly (readonly [name: string, text: string, says: string])[] = [
  [
    "10,000 budgets",
    withBudgets(
      Array.from({ length: 10_000 }, (_, i) => ({
        ...RATIO,
        id: `ratio-${i}`,
        limit: { min: 0.8 },
      })),
    ),
    "at most 1000 entries",
  ],
  ["billion laughs", `${stringify(configuration)}${BILLION_LAUGHS}\n`, "config/aliases"],
  ["nesting without end", `${"[".repeat(100_000)}`, "config/nesting"],
  ["the same id twice", withBudgets([RATIO, RATIO]), "budgets[0] has the same id"],
  ["an unknown key", withBudgets([{ ...RATIO, onInconclusiv: "block" }]), '"onInconclusive"'],
  [
    "a waiver for a budget that is gone",
    stringify({ ...configuration, waivers: [waiver("selection-rate-ration", { sex: "F" }, 0.4)] }),
    `"${RATIO.id}"`,
  ],
];

it.each(["check", "audit"].flatMap((verb) => REFUSED.map((one) => [verb, ...one] as const)))(
  "%s refuses %s with a clear error, exit 3, and nothing written",
  async (verb, _, text, says) => {
    const folder = checkout({ "people.csv": csvOf(peopleOf(GROUPS)), "evenhand.yaml": text });
    const { code, stdout, stderr } = await command(folder, [verb, "--out", "out"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr).toMatch(/^error .* \[config\/[\w-]+\]\n +where +evenhand\.yaml/);
    expect(stderr.length).toBeLessThan(2_000);
    expect(existsSync(join(folder, "out"))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual([".git", "evenhand.yaml", "people.csv"]);
  },
);
