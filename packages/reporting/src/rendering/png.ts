import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { ChartSpec } from "../charts/chart.ts";
import { encodeIndexedPng } from "./indexed-png.ts";
import { renderSpec } from "./svg.ts";

/** Pixels to one of the drawing: sharp enough on most screens at half the bytes of 2. */
const SCALE = 1.5;
const RENDERER = "@resvg/resvg-wasm";
const FONT_FILES = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];

/** A picture, and its size on the page. */
export interface Png {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

type Rasterise = (svg: string) => Png;

let loading: Promise<Rasterise | null> | undefined;

/**
 * Draws a specification with literal colours as PNG, or gives null where `@resvg/resvg-wasm` or
 * `dejavu-fonts-ttf` is not installed. No font of the machine is used: the same chart gives the same
 * bytes, and has its text, on a machine without any.
 */
export async function renderPng(spec: ChartSpec): Promise<Png | null> {
  loading ??= loadRasteriser();
  const rasterise = await loading;
  if (rasterise === null) return null;
  const svg = await renderSpec(spec, "");
  return rasterise(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'));
}

async function loadRasteriser(): Promise<Rasterise | null> {
  const files = locateFiles();
  if (files === null) return null;
  const { Resvg, initWasm } = await import("@resvg/resvg-wasm");
  const [program, ...fontBuffers] = await Promise.all(files.map((file) => readFile(file)));
  await initWasm(WebAssembly.compile(program as BufferSource));
  return (svg) => {
    const drawing = new Resvg(svg, {
      fitTo: { mode: "zoom", value: SCALE },
      font: { fontBuffers, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" },
    });
    const picture = drawing.render();
    const { width, height } = drawing;
    const bytes =
      encodeIndexedPng(picture.pixels, picture.width, picture.height) ?? picture.asPng();
    picture.free();
    drawing.free();
    return { bytes, width, height };
  };
}

/** The program, then the fonts; null where a package is missing. */
function locateFiles(): string[] | null {
  const { resolve } = createRequire(import.meta.url);
  try {
    return [
      resolve(`${RENDERER}/index_bg.wasm`),
      ...FONT_FILES.map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`)),
    ];
  } catch {
    return null;
  }
}
