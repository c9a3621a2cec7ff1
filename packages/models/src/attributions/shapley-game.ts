import type { EncodedRows } from "../trees/encode.ts";

/** Where features outside a coalition come from. */
export type ShapleyGame =
  | { readonly kind: "interventional"; readonly background: EncodedRows }
  | { readonly kind: "path-dependent"; readonly cover: Float64Array };

/** Who shares an output: the player of each feature, and how many there are. */
export interface Players {
  readonly of: Int32Array;
  readonly count: number;
}
