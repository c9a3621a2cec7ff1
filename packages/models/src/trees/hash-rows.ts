import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { EncodedRows } from "./encode.ts";
import type { ModelFeature } from "./ensemble.ts";

/** Of a feature that marks levels unknown to it. */
const UNSEEN = { unseen: true };

/**
 * SHA-256 of rows as canonical text: the feature names, then the rows, each one JSON array a line of
 * texts (numbers in their shortest form) with null for missing, in the order of the model.
 */
export function hashRows(features: readonly ModelFeature[], encoded: EncodedRows): string {
  const lines = [JSON.stringify(features.map(({ name }) => name))];
  for (let row = 0; row < encoded.rows; row++) {
    const start = row * encoded.width;
    lines.push(
      JSON.stringify(
        features.map((feature, index) => {
          const value = encoded.values[start + index] as number;
          if (Number.isNaN(value)) return null;
          return feature.kind === "category" ? (feature.levels[value] ?? UNSEEN) : String(value);
        }),
      ),
    );
  }
  return bytesToHex(sha256(utf8ToBytes(`${lines.join("\n")}\n`)));
}
