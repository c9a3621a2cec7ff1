/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** A channel may differ by so much of 255 before a pixel counts as another: edges are smoothed differently. */
const CHANNEL_TOLERANCE = 48;

/**
 * The share of pixels in which two PNG pictures differ; 1 where they have not the same size. Chromium
 * decodes them, so the comparison needs nothing else.
 */
export function shareOfOtherPixels(page: Page, expected: Buffer, actual: Buffer): Promise<number> {
  return page.evaluate(
    async ({ pictures, tolerance }) => {
      const [first, second] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext("2d");
          if (context === null) throw new Error("there is no canvas to draw on");
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      if (first === undefined || second === undefined) throw new Error("two pictures are needed");
      if (first.width !== second.width || first.height !== second.height) return 1;
      let others = 0;
      for (let at = 0; at < first.data.length; at += 4) {
        const isOther = [0, 1, 2].some(
          (channel) =>
            Math.abs((first.data[at + channel] ?? 0) - (second.data[at + channel] ?? 0)) >
            tolerance,
        );
        if (isOther) others += 1;
      }
      return others / (first.width * first.height);
    },
    {
      pictures: [expected.toString("base64"), actual.toString("base64")],
      tolerance: CHANNEL_TOLERANCE,
    },
  );
}
