import { describe, expect, it } from "vitest";
import { extractAudit } from "../../src/html/embed.ts";
import { renderReport } from "../../src/html/render-report.tsx";
import { SMALL } from "../fixtures/adult.ts";

describe("extractAudit", () => {
  it("returns the audit the report was written from", async () => {
    expect(extractAudit(await renderReport(SMALL))).toEqual(SMALL);
  });

  it("says so where a page holds no audit", () => {
    expect(() => extractAudit("<p>nothing</p>")).toThrow(/holds no embedded audit/);
  });

  it("says so where the audit is cut off or damaged", async () => {
    const html = await renderReport(SMALL);
    const start = html.indexOf("base64,") + "base64,".length;
    const damaged = `${html.slice(0, start + 400)}AAAA${html.slice(start + 404)}`;
    expect(() => extractAudit(damaged)).toThrow(/embedded audit is damaged/);
    expect(() => extractAudit(html.slice(0, start + 400))).toThrow(/holds no embedded audit/);
  });
});
