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

interface Sent {
  readonly data: Bundle;
  readonly metadata: Readonly<Record<string, { readonly alt?: string }>>;
}

/** Shows a value in a kernel like tslab's and gives what was sent. */
async function sentToTslab(value: Parameters<typeof show>[0]): Promise<Sent[]> {
  const sent: Sent[] = [];
  const exports = { lastWriteDisplayData: (content: Sent) => void sent.push(content) };
  const load = Object.assign(() => ({}), {
    cache: {
      "/elsewhere/tslab/dist/jupyter.js": { exports: { lastWriteDisplayData: null } },
      "/usr/lib/node_modules/tslab/dist/jupyter.js": { exports },
    },
  });
  vi.stubGlobal("__tslab__", { require: load });
  await show(value);
  return sent;
}

describe("show in tslab", () => {
  it("sends sentence, picture and table through the kernel's writer", async () => {
    expectSentencePictureAndTable(await sentToTslab(SMALL));
  });

  it("shows what has no picture as one output", async () => {
    const [only, ...others] = await sentToTslab(refusal().counterfactuals);
    expect(others).toEqual([]);
    expect(Object.keys(only?.data ?? {})).toEqual(["text/html", "text/plain"]);
  });

  it("falls back to one output a form", async () => {
    const raw: [mime: string, data: unknown][] = [];
    const display = { raw: (mime: string, data: unknown) => void raw.push([mime, data]) };
    vi.stubGlobal("__tslab__", { require: () => ({ display }) });
    await show(SMALL);
    expect(raw.map(([mime]) => mime)).toEqual([
      "text/html",
      "text/plain",
      "application/vnd.vegalite.v5+json",
      "image/png",
      "text/plain",
      "text/html",
      "text/plain",
    ]);
  });

  it("draws a picture of at most 50 KB for each audit and decision", async () => {
    for (const value of [SMALL, OPEN, EVERYTHING, refusal()]) {
      const picture = (await sentToTslab(value)).find(({ data }) => "image/png" in data);
      expect(JSON.stringify(picture?.data).length).toBeLessThan(LARGEST_CHART);
    }
  });
});

describe("show in Deno", () => {
  it("displays sentence, picture and table", async () => {
    const sent: Sent[] = [];
    const broadcast = async (kind: string, content: Sent) => {
      expect(kind).toBe("display_data");
      sent.push(content);
    };
    vi.stubGlobal("Deno", { jupyter: { broadcast } });
    await show(SMALL);
    expectSentencePictureAndTable(sent);
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

function expectSentencePictureAndTable(sent: readonly Sent[]): void {
  const [sentence, picture, table] = sent;
  expect(sent).toHaveLength(3);
  expect(sentence?.data["text/plain"]).toBe(SMALL.outcome.sentence);
  const spec = picture?.data["application/vnd.vegalite.v5+json"];
  expect(spec?.$schema).toMatch(/vega-lite\/v5/);
  expect(JSON.stringify(spec)).not.toContain("var(--");
  expect(picture?.data["image/png"]).toMatch(/^iVBORw0KGgo/);
  expect(picture?.metadata["image/png"]?.alt).toMatch(/Selection rate.*Female/);
  expect(picture?.data["text/plain"]).toMatch(/Selection rate/);
  expect(table?.data["text/html"]).toMatch(/^<div><table>.*Female vs Male/s);
}
