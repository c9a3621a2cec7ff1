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

/**
 * WebAssembly with vectors where the runtime has it and there is enough to do (`auto`), always (an error
 * where the runtime cannot), or never. Trees of more than 500 splits on a path, or without room in its
 * memory, are left to JavaScript. Contributions are the same within 1e-12.
 */
export type Engine = "auto" | "webassembly" | "javascript";
