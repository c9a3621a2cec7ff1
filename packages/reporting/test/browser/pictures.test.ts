/// <reference lib="dom" />
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { chartAttributions } from "../../src/charts/attributions.ts";
import { chartBudget } from "../../src/charts/budget.ts";
import { chartBurn } from "../../src/charts/burn.ts";
import { chartCalibration } from "../../src/charts/calibration.ts";
import type { Chart } from "../../src/charts/chart.ts";
import { chartConfusion } from "../../src/charts/confusion.ts";
import { chartIntersection } from "../../src/charts/intersection.ts";
import { chartRates } from "../../src/charts/rates.ts";
import { chartScoreSpread } from "../../src/charts/score-spread.ts";
import { renderReport } from "../../src/html/render-report.tsx";
import { STYLE } from "../../src/html/style.ts";
import { renderChart } from "../../src/rendering/svg.ts";
import { burnTables } from "../../src/wording/burn-tables.ts";
import { SMALL } from "../fixtures/adult.ts";
import { watch } from "../fixtures/burns.ts";
import { refusal } from "../fixtures/decisions.ts";
import { SCORED } from "../fixtures/scored.ts";
import { launchBrowser, MISSING_BROWSER } from "./chromium.ts";
import { shareOfOtherPixels } from "./compare-pictures.ts";

/**
 * So many of the pixels may differ: another version of Chromium smooths edges and sets glyphs a little
 * differently. What this does not see, as one dot that moves a little, the tests of the charts hold.
 */
const MOST_OTHER_PIXELS = 0.002;
const FOLDER = fileURLToPath(new URL("pictures/", import.meta.url));
const RENEW = process.env.EVENHAND_RENEW_PICTURES === "1";
/** One font for all machines, which the first test asks for. */
const FONT = "*,svg text{font-family:'DejaVu Sans'!important}";

const CHARTS: Readonly<Record<string, () => Chart | null | undefined>> = {
  rates: () => chartRates(SMALL, "selection_rate", "race"),
  budget: () => chartBudget(SMALL, SMALL.budgets[1] as (typeof SMALL.budgets)[number]),
  attributions: () => chartAttributions(refusal()),
  calibration: () => chartCalibration(SCORED, "sex"),
  scores: () => chartScoreSpread(SCORED, "sex"),
  confusion: () => chartConfusion(SCORED, "sex×race"),
  intersection: () => chartIntersection(SCORED, "selection_rate", "sex×race"),
  recourse: () => chartRates(SCORED, "recourse_burden", "sex"),
  burn: () => burnTables(watch(60)).map(chartBurn)[0],
};

/** Dark pictures are half as large: they are there for the colours. */
const SCHEMES = ["light", "dark"] as const;

describeWith("browser", MISSING_BROWSER, "pictures in Chromium", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(["--font-render-hinting=none", "--disable-lcd-text"]);
  });

  afterAll(async () => {
    await browser.close();
  });

  async function open(
    html: string,
    width: number,
    colorScheme: "light" | "dark",
    deviceScaleFactor = 1,
  ): Promise<Page> {
    const context = await browser.newContext({
      deviceScaleFactor,
      viewport: { width, height: 844 },
      colorScheme,
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.setContent(html);
    await page.addStyleTag({ content: FONT });
    return page;
  }

  async function compare(page: Page, name: string, actual: Buffer): Promise<void> {
    const path = join(FOLDER, `${name}.png`);
    if (RENEW) {
      await mkdir(FOLDER, { recursive: true });
      await writeFile(path, actual);
    }
    expect(existsSync(path), `there is no ${path}`).toBe(true);
    const share = await shareOfOtherPixels(page, await readFile(path), actual);
    if (share <= MOST_OTHER_PIXELS) return;
    const found = join(tmpdir(), `evenhand-${name}.png`);
    await writeFile(found, actual);
    expect.fail(
      `${name} differs in ${(share * 100).toFixed(2)} % of its pixels. Look at ${found}; if it is as it should be, run again with EVENHAND_RENEW_PICTURES=1.`,
    );
  }

  it("have the font that they are compared in", async () => {
    const page = await open("<p>Ag</p>", 390, "light");
    const widths = await page.evaluate(() => {
      const widthIn = (family: string): number => {
        const span = document.createElement("span");
        span.setAttribute("style", `font-family:${family}!important;font-size:80px`);
        span.textContent = "Evenhand mill";
        document.body.append(span);
        return span.getBoundingClientRect().width;
      };
      return [widthIn("'DejaVu Sans',monospace"), widthIn("monospace"), widthIn("serif")];
    });
    expect(widths[0], "install DejaVu Sans (Debian: fonts-dejavu)").not.toBe(widths[1]);
    expect(widths[0]).not.toBe(widths[2]);
    await page.context().close();
  });

  it.each(Object.keys(CHARTS).flatMap((name) => SCHEMES.map((scheme) => ({ name, scheme }))))(
    "look as they did ($name, $scheme)",
    async ({ name, scheme }) => {
      const chart = CHARTS[name]?.();
      if (chart === null || chart === undefined) throw new Error(`no chart of ${name}`);
      const svg = await renderChart(chart);
      const page = await open(
        `<style>${STYLE}</style><figure>${svg}</figure>`,
        390,
        scheme,
        scheme === "dark" ? 0.5 : 1,
      );
      await compare(page, `${name}-${scheme}`, await page.locator("figure").screenshot());
      await page.context().close();
    },
  );

  it.each([
    { width: 390, scheme: "light" },
    { width: 1200, scheme: "light" },
    { width: 1200, scheme: "dark" },
  ] as const)(
    "show the first screen of a report as it was ($width, $scheme)",
    async ({ width, scheme }) => {
      const page = await open(await renderReport(SMALL), width, scheme, 0.5);
      await compare(page, `report-${width}-${scheme}`, await page.screenshot());
      await page.context().close();
    },
  );

  it("are told apart where a mark has moved or changed its colour", async () => {
    const shot = async (fill: string, x: number): Promise<Buffer> => {
      const page = await open(
        `<figure><svg width="300" height="200"><rect x="${x}" width="30" height="40" fill="${fill}"/></svg></figure>`,
        390,
        "light",
      );
      const picture = await page.locator("figure").screenshot();
      await page.context().close();
      return picture;
    };
    const page = await open("", 390, "light");
    const first = await shot("#0072b2", 10);
    expect(await shareOfOtherPixels(page, first, await shot("#0072b2", 10))).toBe(0);
    expect(await shareOfOtherPixels(page, first, await shot("#0072b2", 60))).toBeGreaterThan(
      MOST_OTHER_PIXELS,
    );
    expect(await shareOfOtherPixels(page, first, await shot("#b3430a", 10))).toBeGreaterThan(
      MOST_OTHER_PIXELS,
    );
    await page.context().close();
  });
});
