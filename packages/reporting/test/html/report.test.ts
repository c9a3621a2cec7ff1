import { createHash } from "node:crypto";
import { notice } from "@evenhand/core";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { extractAudit } from "../../src/html/embed.ts";
import { renderReport } from "../../src/html/render-report.tsx";
import { ADULT, FULL, OPEN, SMALL } from "../fixtures/adult.ts";
import { refusal } from "../fixtures/decisions.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { crowdedAudit, hostileAudit, PAYLOADS } from "../fixtures/hostile.ts";
import { elementsOf, textOf } from "./parsed.ts";

const LARGEST_REPORT = 300 * 1024;

describe("renderReport", () => {
  it("gives the same bytes again", async () => {
    expect(await renderReport(SMALL)).toBe(await renderReport(SMALL));
  });

  it("stays within 300 KB for an audit of Adult's dimensions and every metric", async () => {
    expect(ADULT.cohorts.length).toBeGreaterThanOrEqual(30);
    const bytes = Buffer.byteLength(await renderReport(ADULT));
    expect(bytes).toBeLessThanOrEqual(LARGEST_REPORT);
  });

  it("holds no script and asks for nothing", async () => {
    const html = await renderReport(SMALL);
    expect(html).not.toMatch(/<script|<link|<iframe|<img|<object|@import|url\(/i);
    const links = elementsOf(parse(html)).flatMap((element) =>
      element.attrs.filter(({ name }) => name === "href" || name === "src"),
    );
    for (const { value } of links) expect(value).toMatch(/^(?:#|data:application\/gzip;base64,)/);
  });

  it("allows its one style sheet by hash and nothing else", async () => {
    const html = await renderReport(SMALL);
    const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(html).toContain(`default-src 'none'; style-src 'sha256-${hash}'; img-src data:`);
    expect(html).not.toMatch(/ style="/);
  });

  it("opens with the outcome and what to do, before everything else", async () => {
    const text = textOf(parse(await renderReport(SMALL)));
    const places = [
      SMALL.title,
      SMALL.outcome.sentence,
      "Do not release",
      "adult.test.gz",
      "Verdicts",
    ];
    const found = places.map((place) => text.indexOf(place, text.indexOf("Fairness audit")));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found).not.toContain(-1);
  });

  it("prints the sentence of every verdict that does not pass", async () => {
    const text = textOf(parse(await renderReport(SMALL)));
    for (const { sentence } of SMALL.verdicts) expect(text).toContain(sentence);
  });

  it("gives every picture a table twin in the same figure", async () => {
    const figures = (await renderReport(FULL)).match(/<figure>.*?<\/figure>/gs) ?? [];
    expect(figures.length).toBeGreaterThan(10);
    for (const figure of figures) {
      expect(figure).toMatch(/<svg role="img" aria-label="[^"]{20,200}"/);
      expect(figure).toMatch(/<details>.*<table/s);
    }
  });

  it("shows explained decisions marked as personal data, and only when there are any", async () => {
    const withDecision = textOf(parse(await renderReport(SMALL)));
    expect(withDecision).toContain("Personal data.");
    expect(withDecision).toContain("What would have changed it");
    expect(withDecision).toContain(SMALL.decisions[0]?.notices.headline);
    expect(textOf(parse(await renderReport(FULL)))).not.toContain("Personal data.");
  });

  it("shows rates and no verdicts where no budget was declared", async () => {
    const html = await renderReport(OPEN);
    expect(html).toContain('id="rates"');
    expect(html).not.toContain('id="verdicts"');
    expect(html).toContain("Declare budgets");
  });

  it("refuses an audit of another version", async () => {
    const other = { ...SMALL, schema: "evenhand/audit@2" } as unknown as typeof SMALL;
    await expect(renderReport(other)).rejects.toMatchObject({ code: "input/not-an-audit" });
  });
});

describe("a decision with a notice in Arabic", () => {
  it("has its isolates as elements and its language, and none written out", async () => {
    const record = refusal();
    const notices = notice(record, { locale: "ar" });
    expect(notices.headline).toContain("\u2068");
    const html = await renderReport({ ...SMALL, decisions: [{ ...record, notices }] });
    expect(html).not.toMatch(/\\u20[26]|[\u2066-\u2069]/);
    expect(html).toContain('<blockquote lang="ar">');
    expect(html).toContain("<bdi>&lt;=50K</bdi>");
    const shown = textOf(parse(html));
    for (const sentence of notices.details.flatMap(({ sentences }) => sentences)) {
      expect(shown).toContain(sentence.replace(/[\u2068\u2069]/g, ""));
    }
  });
});

describe("a hostile audit", () => {
  it("yields the elements and attributes of a friendly one only", async () => {
    const friendly = [SMALL, crowdedAudit(), EVERYTHING].map(async (audit) =>
      skeletonOf(await renderReport(audit)),
    );
    const known = (await Promise.all(friendly)).flatMap((skeleton) => [...skeleton]);
    for (const each of skeletonOf(await renderReport(hostileAudit())))
      expect(known).toContain(each);
  });

  it("shows its texts", async () => {
    const text = textOf(parse(await renderReport(hostileAudit())));
    for (const payload of PAYLOADS.filter((each) => /^[\x20-\x7e]*$/.test(each))) {
      expect(text).toContain(payload);
    }
    expect(text).not.toMatch(/[\u0000-\u0008\u2028-\u202e\u2066-\u2069]/);
  });

  it("comes back whole", async () => {
    const audit = hostileAudit();
    expect(extractAudit(await renderReport(audit))).toEqual(audit);
  });
});

/** Every element with its attribute names; values of the few attributes that act. */
function skeletonOf(html: string): Set<string> {
  return new Set(
    elementsOf(parse(html)).flatMap(({ tagName, attrs }) => [
      tagName,
      ...attrs.map(({ name, value }) =>
        name === "href" ? `${tagName} href ${value.slice(0, 20)}` : `${tagName} ${name}`,
      ),
    ]),
  );
}
