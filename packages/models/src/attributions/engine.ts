import { EvenhandError, shown } from "@evenhand/core";
import { hasSimd } from "../simd/instantiate.ts";
import type { Engine } from "./shapley-game.ts";

/** @throws EvenhandError `usage/engine` for one that there is not, or not here */
export function requireEngine(engine: Engine): void {
  if (engine === "auto" || engine === "javascript") return;
  if (engine === "webassembly" && hasSimd()) return;
  throw new EvenhandError({
    code: "usage/engine",
    path: "engine",
    problem:
      engine === "webassembly"
        ? "this runtime cannot compile WebAssembly with vectors"
        : "there is no such engine",
    expected: "auto, webassembly or javascript",
    received: shown(engine),
    hint: "Leave it out: contributions are the same within 1e-12.",
  });
}
