/// <reference lib="dom" />
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { renderBurn } from "../../src/html/render-burn.tsx";
import { renderReport } from "../../src/html/render-report.tsx";
import { FULL, OPEN, SMALL } from "../fixtures/adult.ts";
import { watch } from "../fixtures/burns.ts";
import { EVERYTHING } from "../fixtures/everything.ts";
import { crowdedAudit, hostileAudit } from "../fixtures/hostile.ts";
import { crossedAudit, SCORED } from "../fixtures/scored.ts";
import { launchBrowser, MISSING_BROWSER } from "./chromium.ts";
import { findCollisions } from "./overlaps.ts";

const PAGES: Readonly<Record<string, () => Promise<string>>> = {
  small: () => renderReport(SMALL),
  full: () => renderReport(FULL),
  open: () => renderReport(OPEN),
  crowded: () => renderReport(crowdedAudit()),
  crossed: () => renderReport(crossedAudit()),
  scored: () => renderReport(SCORED),
  hostile: () => renderReport(hostileAudit()),
  everything: () => renderReport(EVERYTHING),
  burn: () => renderBurn(watch(60)),
};

describeWith("browser", MISSING_BROWSER, "a report in Chromium", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(join(tmpdir(), "evenhand-report-"));
    for (const [name, write] of Object.entries(PAGES)) {
      await writeFile(join(folder, `${name}.html`), await write());
    }
  });

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function open(
    name: string,
    width: number,
    scheme: "light" | "dark" = "light",
  ): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return page;
  }

  it.each(Object.keys(PAGES))("asks for nothing and complains of nothing (%s)", async (name) => {
    const page = await browser.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => complaints.push(`dialog ${dialog.message()}`));
    const address = pathToFileURL(join(folder, `${name}.html`)).href;
    await page.goto(address);
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(
    ["small", "crowded", "scored", "open", "hostile", "everything", "burn"].flatMap(
      (name) =>
        [
          { name, scheme: "light", media: "screen" },
          { name, scheme: "dark", media: "screen" },
          { name, scheme: "light", media: "print" },
        ] as const,
    ),
  )("has no accessibility violations ($name, $scheme, $media)", async ({ name, scheme, media }) => {
    const page = await open(name, 1280, scheme);
    await page.emulateMedia({ media, colorScheme: scheme });
    // The page's own policy forbids scripts, which is what keeps it safe; axe comes in beside it.
    const context = await browser.newContext({ bypassCSP: true, colorScheme: scheme });
    const checked = await context.newPage();
    await checked.emulateMedia({ media, colorScheme: scheme });
    await checked.goto(page.url());
    await checked.addScriptTag({ content: axe.source });
    const violations = await checked.evaluate(async () => {
      for (const details of document.querySelectorAll("details")) details.open = true;
      const found = await (window as unknown as { axe: typeof axe }).axe.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    });
    expect(violations).toEqual([]);
    await context.close();
    await page.close();
  });

  it.each(Object.keys(PAGES))("does not scroll sideways at 320 pixels (%s)", async (name) => {
    const page = await open(name, 320);
    const widths = await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
      return [document.documentElement.scrollWidth, document.documentElement.clientWidth];
    });
    expect(widths[0]).toBe(widths[1]);
    await page.close();
  });

  it.each(Object.keys(PAGES))("has no label that meets another or is cut (%s)", async (name) => {
    for (const width of [1280, 390, 320]) {
      const page = await open(name, width);
      expect(await findCollisions(page)).toEqual([]);
      await page.close();
    }
  });

  it("is read with the keyboard alone: first the skip link, then every table and fold", async () => {
    const page = await open("small", 1280);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "Skip to the verdicts",
    );
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => location.hash)).toBe("#content");
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => document.activeElement?.tagName);
      if (name === "SUMMARY") break;
    }
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.querySelectorAll("details[open]").length)).toBe(1);
    await page.close();
  });

  it("shows the outcome and what to do on the first screen of a phone", async () => {
    const page = await open("small", 390);
    const bottom = await page.evaluate(
      () => document.querySelector(".outcome")?.getBoundingClientRect().bottom,
    );
    expect(bottom).toBeLessThan(844);
    await page.close();
  });

  it("labels the numbers of a verdict on a phone, where the table has no heading", async () => {
    const page = await open("small", 390);
    const labels = await page.evaluate(() =>
      [...document.querySelectorAll(".verdicts tbody tr:first-child th ~ td")].map(
        (cell) => getComputedStyle(cell, "::before").content,
      ),
    );
    expect(labels).toEqual(['"Limit "', '"Bound "', '"Estimate "', '"n "']);
    await page.close();
  });

  it.each(["small", "full", "crowded", "crossed", "scored", "everything", "burn"])(
    "keeps tables in their columns in print (%s)",
    async (name) => {
      const page = await open(name, 690);
      await page.emulateMedia({ media: "print" });
      const tooWide = await page.evaluate(() =>
        [...document.querySelectorAll("figure")]
          .filter((figure) => {
            const table = figure.querySelector("table")?.getBoundingClientRect();
            return (table?.right ?? 0) > figure.getBoundingClientRect().right + 1;
          })
          .map((figure) => figure.querySelector("figcaption")?.textContent),
      );
      expect(tooWide).toEqual([]);
      await page.close();
    },
  );

  it("prints what is folded away", async () => {
    const page = await open("small", 1280);
    await page.emulateMedia({ media: "print" });
    const height = await page.evaluate(
      () => document.querySelector("details .scroll")?.getBoundingClientRect().height,
    );
    expect(height).toBeGreaterThan(20);
    await page.close();
  });
});
