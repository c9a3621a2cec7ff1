import { describe, expect, it } from "vitest";
import { summariseBurn } from "../../src/formats/summarise-burn.ts";
import { burnTables } from "../../src/wording/burn-tables.ts";
import { watch } from "../fixtures/burns.ts";

describe("summariseBurn", () => {
  const text = summariseBurn(watch(60));

  it("gives the outcome, then each comparison slot by slot, gravest first", () => {
    expect(text).toContain("# Offers \\| &lt;b&gt;daily&lt;/b&gt;");
    const [, first, second] = text.split("\n## ");
    expect(first).toContain("sex=F vs sex=M, limit at least 0.80");
    expect(first).toContain("**Fail.**");
    expect(first).toContain("a gap the size of 240 decisions, 10 times what is put up with.");
    expect(first).toContain("Alert (page), by points");
    expect(first).toMatch(/^\| 2026-11-12 \| 200 \| 0\.60 \| 20 \| 0\.60 \| .* \| ✗ fail \|$/m);
    expect(second).toContain("sex=X vs sex=M");
    expect(text).toContain("A slot on its own, a shortfall and an alert are points");
  });

  it("prints no count of people below 10, and no number that rests on fewer", () => {
    const section = text.split("\n## ").find((part) => part.includes("sex=X")) as string;
    expect(section).toContain("withheld, as fewer than 10 decisions stand behind it");
    expect(section).toMatch(
      /^\| 2026-11-02 \| &lt;10 \| withheld \| withheld \| withheld \| withheld \|/m,
    );
    expect(section).not.toContain("0.50");
  });

  it("counts what does not fit", () => {
    const document = watch(60);
    const [series] = document.series;
    const [verdict] = document.verdicts;
    const many = Array.from({ length: 2000 }, (_, i) => `sex=${"F".repeat(100)}${i}`);
    const long = summariseBurn({
      ...document,
      series: many.map((cohort) => ({ ...(series as NonNullable<typeof series>), cohort })),
      verdicts: many.map((cohort) => ({ ...(verdict as NonNullable<typeof verdict>), cohort })),
    });
    expect(Buffer.byteLength(long)).toBeLessThan(1024 * 1024);
    expect(long).toMatch(/… and .* more comparisons; burn\.json holds them all\./);
  });
});

describe("burnTables", () => {
  it("shows the present window alone, and no alert that is not raised", () => {
    const document = watch(100);
    const later = { ...document, window: { from: "2026-11-11", to: "2026-12-01" } };
    const [table] = burnTables(later);
    expect(table?.rows.map(({ slot }) => slot)).toEqual(["2026-11-11", "2026-11-12"]);
    expect(table?.alerts).toEqual([]);
    expect(table?.gap).toBe("");
  });

  it("tells of a fail that the window no longer shows", () => {
    const document = watch(100);
    const tell = (firstOutside: string | null) =>
      burnTables({
        ...document,
        series: document.series.map((one) => ({ ...one, firstOutside })),
      })[0]?.past;
    expect(tell(null)).toBe("");
    expect(tell("2026-11-03")).toBe(
      "The evidence up to the slot of 2026-11-03 lay beyond the limit; that of the whole window so far does not.",
    );
    const failing = watch(60);
    expect(failing.series[0]?.firstOutside).not.toBe(null);
    expect(burnTables(failing)[0]?.past).toBe("");
  });

  it("says where a gap that changed has closed its interval, which is no precision", () => {
    const changed = watch(110, 40);
    const [table] = burnTables(changed);
    const { estimate, interval } = table?.rows.at(-1)?.point.sofar ?? {};
    expect([interval?.lower, interval?.upper]).toContain(estimate);
    expect(table?.moved).toMatch(/^The gap changed within this window\./);
    expect(summariseBurn(changed)).toContain("which is not known that well.");
    expect(burnTables(watch(60)).map(({ moved }) => moved)).toEqual(["", ""]);
    expect(burnTables(watch(0))[0]?.moved).toBe("");
  });

  it("writes out characters that could disguise what they say", () => {
    const document = watch(100);
    const series = document.series.map((one) => ({ ...one, cohort: "sex=\u202eF" }));
    expect(burnTables({ ...document, series })[0]?.comparison).toBe("sex=\\u202eF vs sex=M");
  });
});
