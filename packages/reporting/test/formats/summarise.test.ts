import type { Budget, Verdict } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../src/formats/markdown-text.ts";
import { hideSmallCounts } from "../../src/formats/small-counts.ts";
import { summarise } from "../../src/formats/summarise.ts";
import { OPEN, SMALL } from "../fixtures/adult.ts";
import { everyWith } from "../fixtures/every-verdict.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { hostileAudit, PAYLOADS } from "../fixtures/hostile.ts";

describe("summarise", () => {
  const text = summarise(SMALL);

  it("gives the outcome, then a table with failures first", () => {
    expect(text).toContain(`**${SMALL.outcome.sentence}**`);
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    expect(rows[0]).toBe(
      "| budget | cohort vs reference | limit | bound | estimate | n | verdict |",
    );
    expect(rows[2]).toMatch(/^\| selection-ratio-sex \| Female vs Male .* \| ✗ fail \|$/);
    expect(rows.at(-1)).toMatch(/✓ pass \|$/);
  });

  it("prints no count of people below 10", () => {
    const small = SMALL.verdicts.filter(({ n }) => n > 0 && n < 10);
    expect(small.length).toBeGreaterThan(0);
    expect(text).toContain("| withheld | withheld | <10 |");
    expect(text).not.toMatch(/(?<![\d.,\u202f])[1-9] (?:decisions?|rows?|people)\b/);
    for (const { sentence } of small) expect(text).not.toContain(sentence);
  });

  it("tells for each verdict the least that would change it, but not of few people", () => {
    const point = (count: number, of: number) => ({
      kind: "decisions" as const,
      from: "fail" as const,
      to: "inconclusive" as const,
      count,
      of,
      share: count / of,
      sentence: `Outside until ${count} of the ${of} decisions go the other way.`,
    });
    const told = SMALL.verdicts.map((verdict) => ({
      ...verdict,
      tipping: [point(40, 400), point(12, 400), point(1, 8)],
    }));
    const summary = summarise({ ...SMALL, verdicts: told });
    const large = told.filter(({ n, nReference }) => n >= 10 && (nReference ?? 10) >= 10);
    expect(summary.split("until 12 of the 400 decisions").length - 1).toBe(large.length);
    expect(large.length).toBeLessThan(told.length);
    expect(summary).not.toContain("40 of the 400");
    expect(summary).not.toContain("of the 8 decisions");
    expect(text).not.toContain("How little would change it");
  });

  it("is short without budgets", () => {
    expect(summarise(OPEN)).not.toContain("| budget |");
    expect(summarise(OPEN)).toContain("No budget was declared");
  });

  it.each([
    ["a table that is too long", SMALL],
    ["levels that are too long", everyWith("x".repeat(60_000))],
  ])("stays under 1 MiB with 5,000 verdicts, failures first: %s", (_, audit) => {
    const verdicts = Array.from({ length: 5000 }, (_, i) => ({
      ...(audit.verdicts[i % audit.verdicts.length] as Verdict),
      budget: `budget-${i}-${"with-a-long-name-".repeat(4)}`,
    }));
    const owners = verdicts.map(({ budget }) => ({ ...(audit.budgets[0] as Budget), id: budget }));
    const long = summarise({ ...audit, budgets: owners, verdicts, notes: verdicts.map(String) });
    expect(new TextEncoder().encode(long).length).toBeLessThan(1024 * 1024);
    const rows = long.split("\n").filter((line) => line.startsWith("| budget-"));
    const left = /… and ([\d\u202f]+) more comparisons; audit\.json holds them all\./.exec(
      long,
    )?.[1];
    expect(rows.length + Number(left?.replaceAll("\u202f", ""))).toBe(5000);
    const failing = rows.map((line) => line.includes("✗ fail"));
    expect(failing.slice(0, failing.lastIndexOf(true) + 1)).not.toContain(false);
    expect(long).toContain("## What does not pass");
  });

  it("leaves no markup of a hostile audit", () => {
    const hostile = summarise(hostileAudit());
    expect(hostile).not.toMatch(/<[a-z!/]/i);
    expect(hostile).not.toMatch(/(?<!\\)[[\]`]/);
    expect(hostile).not.toContain("http://");
    const tables = hostile
      .split("\n\n")
      .filter((block) => block.startsWith("| "))
      .map((block) => new Set(block.split("\n").map((line) => line.split(/(?<!\\)\|/).length)));
    expect(tables.map((widths) => [...widths])).toEqual([[9], [6], [6], [10]]);
  });
});

describe("a proposal and a baseline", () => {
  const text = summarise(EVERYTHING);

  it("stand with their sentences at the top and with a table each below", () => {
    const top = text.slice(0, text.indexOf("| budget |"));
    expect(top).toContain("passes only under the proposed budgets");
    expect(top).toContain("grew against the baseline");
    expect(text).toMatch(/^\| budgets\.ratio\.limit\.min \| 0\.8 \| 0\.65 \| LOOSENED \|$/m);
    expect(text).toMatch(/^\| east \| ratio \| \? inconclusive \| ✓ pass \|$/m);
    expect(text).toMatch(
      /^\| east \| ratio \| grew \| 0\.90 \| 0\.74 \| \+0\.16 \|.*\| \+160 \|$/m,
    );
  });

  it("withhold numbers that rest on fewer than ten decisions", () => {
    const verdicts = EVERYTHING.verdicts.map((one) =>
      one.cohort === "g=east" ? { ...one, n: 7 } : one,
    );
    const few = summarise({ ...EVERYTHING, verdicts });
    expect(few).toMatch(/^\| east \| ratio \| grew( \| withheld){5} \|$/m);
  });

  it("are absent from other audits", () => {
    expect(summarise(SMALL)).not.toMatch(/Proposed budgets|Growth/);
  });
});

describe("escapeMarkdown", () => {
  it("keeps ordinary words as they are", () => {
    expect(escapeMarkdown("Female vs Male, 0.80 to 1.25: ok")).toBe(
      "Female vs Male, 0.80 to 1.25: ok",
    );
  });

  it.each(PAYLOADS)("disarms %s", (payload) => {
    expect(escapeMarkdown(payload)).not.toMatch(/<|>|@|(?<!\\)[`*[\]|]|:\/\/|\n/);
  });
});

describe("hideSmallCounts", () => {
  it.each([
    ["7 rows of unknown race", "fewer than 10 rows of unknown race"],
    ["with 4 decisions.", "with fewer than 10 decisions."],
    ["12\u202f005 rows", "12\u202f005 rows"],
    ["0.5 people", "0.5 people"],
    ["2 of 5 cohorts", "2 of 5 cohorts"],
  ])("turns “%s” into “%s”", (sentence, hidden) => {
    expect(hideSmallCounts(sentence)).toBe(hidden);
  });
});
