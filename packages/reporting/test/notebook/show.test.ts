import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { extractAudit } from "../../src/html/embed.ts";
import type { Bundle } from "../../src/notebook/bundle.tsx";
import { show } from "../../src/notebook/show.ts";
import { OPEN, SMALL } from "../fixtures/adult.ts";
import { refusal } from "../fixtures/decisions.ts";
import { EVERYTHING } from "../fixtures/everything.ts";

const LARGEST_CHART = 50 * 1024;

afterEach(() => vi.unstubAllGlobals());

async function shownText(value: Parameters<typeof show>[0]): Promise<string> {
  const pieces: string[] = [];
  await show(value, { write: (piece) => pieces.push(piece) });
  return pieces.join("");
}

describe("show in plain Node", () => {
  it("writes the sentence, the finding and the table", async () => {
    const text = await shownText(SMALL);
    expect(text).toContain(SMALL.outcome.sentence);
    expect(text).toMatch(/✗ fail +Female vs Male +selection rate, ratio +0\.80 to 1\.25/);
  });

  it("says what stands beside the outcome, and why a verdict is as it is", async () => {
    const text = await shownText(EVERYTHING);
    expect(text).toContain("passes only under the proposed budgets");
    expect(text).toContain("verdicts rest on 97.5\u202f% intervals");
    expect(text).toMatch(/^✓ pass +inside vs ref.* point estimate, chance not allowed for; /m);
  });

  it("aligns the columns", async () => {
    const lines = (await shownText(OPEN)).trimEnd().split("\n").slice(-2);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it("takes what turns into an audit, and a decision", async () => {
    expect(await shownText({ toAudit: async () => SMALL })).toContain(SMALL.outcome.sentence);
    expect(await shownText(refusal())).toContain("This is personal data.");
  });

  it("refuses anything else with a sentence", async () => {
    await expect(show("text" as never)).rejects.toMatchObject({ code: "usage/show" });
    await expect(show({ schema: "x" } as never)).rejects.toMatchObject({
      code: "input/not-an-audit",
    });
  });

  describe("with a file", () => {
    let folder = "";
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "evenhand-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("also writes the report and leaves nothing else behind", async () => {
      await show(SMALL, { file: join(folder, "report.html"), write: () => {} });
      expect(await readdir(folder)).toEqual(["report.html"]);
      const html = await readFile(join(folder, "report.html"), "utf8");
      expect(extractAudit(html)).toEqual(SMALL);
    });
  });
});

describe("show in tslab", () => {
  it("sends one output with all forms through the kernel's writer", async () => {
    const written: { data: Bundle }[] = [];
    const exports = {
      lastWriteDisplayData: (content: { data: Bundle }) => void written.push(content),
    };
    const load = Object.assign(() => ({}), {
      cache: {
        "/elsewhere/tslab/dist/jupyter.js": { exports: { lastWriteDisplayData: null } },
        "/usr/lib/node_modules/tslab/dist/jupyter.js": { exports },
      },
    });
    vi.stubGlobal("__tslab__", { require: load });
    await show(SMALL);
    expect(written).toHaveLength(1);
    expectChartTableAndSentence(written[0]?.data);
  });

  it("falls back to one output a form", async () => {
    const raw = new Map<string, unknown>();
    const display = { raw: (mime: string, data: unknown) => raw.set(mime, data) };
    vi.stubGlobal("__tslab__", { require: () => ({ display }) });
    await show(SMALL);
    expectChartTableAndSentence(Object.fromEntries(raw) as unknown as Bundle);
  });
});

describe("show in Deno", () => {
  it("displays all forms as one output", async () => {
    const shown: unknown[][] = [];
    vi.stubGlobal("Deno", {
      jupyter: { display: async (...args: unknown[]) => void shown.push(args) },
    });
    await show(SMALL);
    expect(shown[0]?.[1]).toEqual({ raw: true });
    expectChartTableAndSentence(shown[0]?.[0] as Bundle);
  });

  it("writes text outside a kernel, where `Deno.jupyter` throws", async () => {
    const deno = Object.defineProperty({}, "jupyter", {
      get: () => {
        throw new Error("not in a kernel");
      },
    });
    vi.stubGlobal("Deno", deno);
    expect(await shownText(SMALL)).toContain(SMALL.outcome.sentence);
  });
});

function expectChartTableAndSentence(bundle: Bundle | undefined): void {
  const spec = bundle?.["application/vnd.vegalite.v5+json"];
  expect(spec?.$schema).toMatch(/vega-lite\/v5/);
  expect(JSON.stringify(spec)).not.toContain("var(--");
  expect(JSON.stringify(spec).length).toBeLessThan(LARGEST_CHART);
  expect(bundle?.["text/html"]).toMatch(/<svg role="img".*<table>/s);
  expect(bundle?.["text/plain"]).toContain(SMALL.outcome.sentence);
}
