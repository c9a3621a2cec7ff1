import type { EncodedRows } from "../trees/encode.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import { featureColumns } from "./feature-columns.ts";
import { treeSpans } from "./quadrature.ts";
import type { Engine, Players, ShapleyGame } from "./shapley-game.ts";
import { type KernelChoice, kernelMaker, type TreeKernel } from "./tree-kernels.ts";

/** Where rows are a share of more, elsewhere: the values are those of all at once, bit for bit. */
interface Share {
  /** All rows, by which kernels are chosen. */
  readonly rows?: number;
  /** Told after every tree. */
  readonly onTree?: () => void;
}

/**
 * Exact Shapley values of every row, `player·rows + row`, in the unit in which the trees add up. Tree by
 * tree, each with the kernel that is expected to take least time: pattern tables, built and dropped
 * again, or row by row (quadrature for the path-dependent game, a descent with all background rows for
 * the interventional one). The values are the same but for rounding.
 */
export function shapleyValues(
  model: TreeEnsemble,
  encoded: EncodedRows,
  game: ShapleyGame,
  players: Players,
  choice: KernelChoice = "auto",
  engine: Engine = "auto",
  { rows: all = encoded.rows, onTree }: Share = {},
): Float64Array {
  const phi = new Float64Array(players.count * encoded.rows);
  const rows = { encoded, columns: featureColumns(encoded) };
  const make = kernelMaker(model, game, players.of, "by-player", engine);
  for (const span of treeSpans(model.roots, model.nodes)) {
    const kernel = make(span, all, choice);
    kernel.add(rows, phi);
    kernel.release?.();
    onTree?.();
  }
  return divided(phi, model.output.divisor);
}

/** What prepared kernels may keep beside the model. */
const MOST_KEPT = 2 ** 26;
/** What the choice of a kernel reckons with: for more rows, tables grow faster than they pay. */
const EXPECTED_ROWS = 1000;

/**
 * The same for rows that come one at a time: what does not depend on the row is made once and kept, up to
 * 64 MiB. In the path-dependent game that is the vectors of quadrature, in the interventional one
 * pattern tables; trees beyond the limit are made anew, or descended row by row.
 */
export function prepareShapleyValues(
  model: TreeEnsemble,
  game: ShapleyGame,
  players: Players,
  engine: Engine = "auto",
): (encoded: EncodedRows) => Float64Array {
  const make = kernelMaker(model, game, players.of, "by-pattern", engine);
  const choice = game.kind === "interventional" ? "tables" : "by-row";
  const spans = treeSpans(model.roots, model.nodes);
  let bytes = 0;
  const kept = spans.map((span): TreeKernel | null => {
    if (bytes >= MOST_KEPT) return null;
    const kernel = make(span, EXPECTED_ROWS, choice);
    if (bytes + kernel.bytes > MOST_KEPT) {
      kernel.release?.();
      return null;
    }
    bytes += kernel.bytes;
    return kernel;
  });
  return (encoded) => {
    const phi = new Float64Array(players.count * encoded.rows);
    const rows = { encoded, columns: featureColumns(encoded) };
    spans.forEach((span, at) => {
      const known = kept[at];
      const kernel = known ?? make(span, 1, "by-row");
      kernel.add(rows, phi);
      if (known === null) kernel.release?.();
    });
    return divided(phi, model.output.divisor);
  };
}

function divided(phi: Float64Array, divisor: number): Float64Array {
  for (let at = 0; at < phi.length; at++) phi[at] = (phi[at] as number) / divisor;
  return phi;
}
