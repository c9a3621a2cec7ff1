import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const EXECUTABLE = process.env.EVENHAND_CHROMIUM ?? "/usr/bin/chromium";

/** What is missing for a browser test, as a sentence; null when nothing is. */
export const MISSING_BROWSER: string | null = existsSync(EXECUTABLE)
  ? null
  : `There is no Chromium at ${EXECUTABLE}; name one in EVENHAND_CHROMIUM.`;

/** @param flags further ones */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      ...flags,
    ],
  });
}
