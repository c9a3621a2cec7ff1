import { Resvg } from "@resvg/resvg-wasm";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../src/charts/chart.ts";
import { LIGHT } from "../../src/charts/palette.ts";
import { chartRates } from "../../src/charts/rates.ts";
import { withTitle } from "../../src/charts/spec-parts.ts";
import { encodeIndexedPng } from "../../src/rendering/indexed-png.ts";
import { renderPng } from "../../src/rendering/png.ts";
import { SMALL } from "../fixtures/adult.ts";

const chart = chartRates(SMALL, "selection_rate", "sex");
if (chart === null) throw new Error("the fixture has selection rates");
const spec: ChartSpec = {
  ...withTitle(chart.toSpec(LIGHT), chart.title, LIGHT.ink),
  background: LIGHT.paper,
};

/** The pixels that another reader finds in a PNG. */
function decode(png: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const view = new DataView(png.buffer, png.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const href = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" image-rendering="optimizeSpeed" href="${href}"/></svg>`;
  const picture = new Resvg(svg).render();
  return { width: picture.width, height: picture.height, pixels: picture.pixels };
}

describe("a chart as PNG", () => {
  it("is the same bytes each time", async () => {
    expect(await renderPng(spec)).toEqual(await renderPng(spec));
  });

  it("has its text without any font of the machine", async () => {
    const withText = await renderPng(spec);
    const layer = spec.layer as { mark: { type: string } }[];
    const bare = await renderPng({
      ...spec,
      layer: layer.filter(({ mark }) => mark.type !== "text"),
    });
    const ink = (bytes: Uint8Array | undefined) =>
      bytes === undefined ? 0 : decode(bytes).pixels.filter((channel) => channel < 128).length;
    expect(ink(withText?.bytes)).toBeGreaterThan(ink(bare?.bytes) + 1000);
  });

  it("gives its size on the page, and half as many pixels again", async () => {
    const png = await renderPng(spec);
    expect(png?.width).toBe(344);
    expect(decode(png?.bytes ?? new Uint8Array()).width).toBe(516);
  });
});

describe("encodeIndexedPng", () => {
  it("holds colours to the nearest of 16 steps a channel", async () => {
    await renderPng(spec);
    const pixels = Uint8Array.from([255, 255, 255, 255, 0, 0, 0, 255, 0, 114, 178, 255]);
    const png = encodeIndexedPng(pixels, 3, 1);
    expect([...decode(png ?? new Uint8Array()).pixels]).toEqual([
      255, 255, 255, 255, 0, 0, 0, 255, 0, 119, 170, 255,
    ]);
  });

  it("leaves a picture of more colours than a palette holds", () => {
    const pixels = new Uint8Array(4 * 512).fill(255);
    for (let i = 0; i < 512; i++) {
      pixels[4 * i] = (i % 16) * 17;
      pixels[4 * i + 1] = Math.floor(i / 16) * 17;
      pixels[4 * i + 2] = i < 256 ? 0 : 255;
    }
    expect(encodeIndexedPng(pixels, 512, 1)).toBeNull();
  });
});
