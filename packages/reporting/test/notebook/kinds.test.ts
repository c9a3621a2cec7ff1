import {
  audit,
  notice,
  parseConfiguration,
  planBudgets,
  profileRecourse,
  sweepThresholds,
  table,
} from "@evenhand/core";
import { describe, expect, it, vi } from "vitest";
import { displaysOf } from "../../src/notebook/bundle.tsx";
import { type Showable, viewOf } from "../../src/notebook/choose-view.ts";
import { textOf } from "../../src/notebook/text.ts";
import { SMALL } from "../fixtures/adult.ts";
import { watch } from "../fixtures/burns.ts";
import { refusal } from "../fixtures/decisions.ts";

const textFor = async (value: Showable): Promise<string> => textOf(await viewOf(value));
const htmlFor = async (value: Showable): Promise<string> =>
  (await displaysOf(await viewOf(value))).map(({ data }) => data["text/html"] ?? "").join("");

const RECORD = refusal();
const ATTRIBUTION = {
  game: "interventional",
  exact: true,
  output: RECORD.output,
  baseline: RECORD.baseline,
  attributions: [...RECORD.attributions].reverse(),
  residual: 0,
} as const;

describe("a table", () => {
  it("is its size and its first rows and columns", async () => {
    const text = await textFor(table({ age: Array.from({ length: 20 }, (_, i) => 30 + i) }));
    expect(text).toContain("A table of 20 rows, 1 column; here are the first 8 rows.");
    expect(text).toMatch(/37$/);
  });

  it("marks what is missing and writes out what disguises", async () => {
    expect(await textFor(table({ a: [null, "x\u202ey"] }))).toMatch(/–\nx\\u202ey$/);
  });
});

describe("attributions", () => {
  it("are a waterfall without a decision, strongest first", async () => {
    const { chart } = await viewOf(ATTRIBUTION);
    expect(chart?.title).toMatch(
      /^From −1\.35 on average to .*marital-status moves it most, −1\.42$/,
    );
    expect(chart?.table.rows[0]?.[0]).toBe("marital-status");
    expect(chart?.summary).not.toContain("The decision turns");
  });

  it("stand with the changes that were found beside them", async () => {
    const { counterfactuals } = RECORD;
    const text = await textFor({ attribution: ATTRIBUTION, counterfactuals });
    expect(text).toContain("What moved it");
    expect(text).toContain("What would have changed it");
  });
});

describe("counterfactuals", () => {
  it("name the changes, what is known, and mark the changed cells", async () => {
    const text = await textFor(RECORD.counterfactuals);
    expect(text).toContain("Change hours-per-week from 30 to 45 and occupation from Sales");
    expect(text).toMatch(
      /^1 +hours-per-week +30 +→ 45 +2\.21 +0\.080? +proved to be the cheapest/m,
    );
    expect(text).toMatch(/^2 +– +– +– +– +– +the search ended before it found a change/m);
  });
});

describe("a decision record", () => {
  it("holds changes and safeguards, and no notice to the person", async () => {
    const text = await textFor(RECORD);
    expect(text).toContain("What would have changed it");
    expect(text).toContain("Safeguards\nInput");
    expect(text).not.toContain(RECORD.notices.headline);
  });
});

describe("a notice", () => {
  it("is the text as its reader gets it, in its language", async () => {
    const german = notice(RECORD, { locale: "de" });
    expect(await htmlFor(german)).toMatch(/<blockquote lang="de" dir="auto">/);
    expect(await textFor(german)).toContain("Was Sie tun können\n");
  });

  it("says whom it is for, and that it is personal", async () => {
    const text = await textFor(notice(RECORD, { audience: "reviewer" }));
    expect(text).toMatch(/^Notice to the reviewer\. This is personal data\./);
  });
});

describe("recourse profiles", () => {
  const people = { sex: ["F", "F", "M", "M"] };
  const cohorts = [{ name: "sex", by: ["sex"], bands: {}, reference: { kind: "rest" } }] as const;
  const costs = [
    { row: 0, status: "infeasible", cost: null, lowerBound: null },
    { row: 1, status: "optimal", cost: 2, lowerBound: 2 },
    { row: 2, status: "not-found", cost: null, lowerBound: 1 },
    { row: 3, status: "optimal", cost: 1, lowerBound: 1 },
  ] as const;

  it("say first who has no way out, and keep what was not found apart", async () => {
    const text = await textFor(profileRecourse(people, { cohorts, costs }));
    expect(text).toMatch(/^Of 4 refused people, 1 is proved .* For 1 the search ended first\./);
    expect(text).toMatch(/^sex=F +2 +1 \(0\.50\) +0 \(0\.00\)/m);
  });
});

describe("a plan", () => {
  it("counts what the present decisions can show and lists what it takes", async () => {
    const people = { sex: ["F", "M", "F", "M"], hired: [0, 1, 1, 1] };
    const configuration = parseConfiguration({
      decisions: { label: "hired", favourable: 1 },
      cohorts: { sex: { by: ["sex"], reference: "M" } },
      budgets: [
        {
          id: "hired",
          metric: "base_rate",
          compare: "difference",
          cohorts: "sex",
          limit: { min: -0.2 },
          severity: "warn",
        },
      ],
    });
    const { cells, measurements } = audit(people, configuration);
    if (cells === null) throw new Error("an audit from rows carries its cells");
    const text = await textFor(planBudgets(cells, measurements, configuration));
    expect(text).toMatch(/^With the present decisions, 0 of 1 comparison/);
    expect(text).toMatch(/^sex=F +base rate, difference +at least −0\.20 +2 +0\u202f% +\d+/m);
  });
});

describe("a burn document", () => {
  it("draws the gravest comparison and lists where each stands", async () => {
    const view = await viewOf(watch(40));
    expect(view.chart?.title).toMatch(/^Selection rate, ratio, F vs M|sex=F/);
    expect(view.sentence).toContain("The window runs from 2026-11-01");
    expect(textOf(view)).toMatch(/fail +.*F vs .*selection rate, ratio +at least 0\.80 +0\.40/);
  });
});

describe("a sweep", () => {
  const side = (shift: number) => ({
    scores: Array.from({ length: 100 }, (_, i) => i / 100),
    labels: Array.from({ length: 100 }, (_, i) => (i > 50 + shift ? 1 : 0)),
  });
  const thresholds = Array.from({ length: 90 }, (_, i) => (i + 5) / 100);

  it("draws at most 61 thresholds and lists five", async () => {
    const view = await viewOf(sweepThresholds(side(0), side(20), { thresholds }));
    expect(view.sentence).toContain("90 thresholds from 0.05 to 0.94, 5 of them in the table");
    expect(new Set(view.tables[0]?.rows.map(([threshold]) => threshold)).size).toBe(5);
    expect(view.chart?.title).toMatch(
      /^Difference by threshold: selection rate 0\.00 to 0\.00; true/,
    );
  });

  it("has no picture of a single threshold", async () => {
    const view = await viewOf(sweepThresholds(side(0), side(20), { thresholds: [0.5] }));
    expect(view.chart).toBeNull();
    expect(view.sentence).toContain("1 threshold");
  });
});

describe("what cannot be shown", () => {
  it.each([[[]], [[1]], [{}], [{ schema: "x" }], [null]])("%j is refused", async (value) => {
    await expect(viewOf(value as never)).rejects.toMatchObject({
      code: expect.stringMatching(/^(usage\/show|input\/not-an-audit)$/),
    });
  });
});

describe("without the packages that draw PNG", () => {
  it("an audit is one output with SVG in its HTML", async () => {
    vi.resetModules();
    vi.doMock("../../src/rendering/png.ts", () => ({ renderPng: async () => null }));
    const { displaysOf: displays } = await import("../../src/notebook/bundle.tsx");
    const [only, ...others] = await displays(await viewOf(SMALL));
    expect(others).toEqual([]);
    expect(only?.data["text/html"]).toMatch(/<svg role="img".*<table>/s);
    expect(Object.keys(only?.data ?? {})).toContain("application/vnd.vegalite.v5+json");
    expect(only?.data["text/plain"]).toContain(SMALL.outcome.sentence);
  });
});
