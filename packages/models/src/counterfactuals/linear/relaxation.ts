import { type Choice, nearEnd, type Part, type Piece } from "./pieces.ts";

/** A value of one input, in a relaxation. */
interface Vertex {
  readonly value: number;
  readonly piece: Piece;
  readonly cost: number;
  readonly gain: number;
}

/** The input that a relaxed answer leaves between two values, and how far. */
export interface Between {
  readonly feature: number;
  readonly from: Vertex;
  readonly to: Vertex;
  /** 0 to 1. */
  readonly share: number;
  /** What the slack of the sum is worth of the same way. */
  readonly slack: number;
}

export interface Relaxed {
  /** No answer in the part costs less. */
  readonly cost: number;
  /** The whole values; that of `between` its nearer one. */
  readonly values: Float64Array;
  readonly between: Between | null;
}

/**
 * The cheapest relaxed answer of a part: every input may take any mixture of its values, which makes
 * its gain the least concave function of its cost above them. Filling up by falling gain per cost then
 * is optimal (the linear relaxation of a multiple-choice knapsack), and nothing in the part costs less.
 *
 * @param sign −1 where the sum is to fall
 * @param least that the signed sum has to reach
 * @returns null where the part has no answer
 */
export function relax(
  choices: readonly Choice[],
  part: Part,
  sign: 1 | -1,
  { least, slack }: { readonly least: number; readonly slack: number },
): Relaxed | null {
  const hulls = choices.map((choice, at) => hullOf(choice, part[at] as readonly Piece[], sign));
  const values = Float64Array.from(hulls, (hull) => (hull[0] as Vertex).value);
  let cost = hulls.reduce((sum, hull) => sum + (hull[0] as Vertex).cost, 0);
  let missing = least - hulls.reduce((sum, hull) => sum + (hull[0] as Vertex).gain, 0);
  if (missing <= 0) return { cost, values, between: null };
  const edges = hulls.flatMap((hull, feature) =>
    hull.slice(1).map((to, before) => {
      const from = hull[before] as Vertex;
      return { feature, from, to, slope: (to.gain - from.gain) / (to.cost - from.cost) };
    }),
  );
  edges.sort((a, b) => b.slope - a.slope);
  for (const { feature, from, to, slope } of edges) {
    const gain = to.gain - from.gain;
    if (gain >= missing) {
      const share = missing / gain;
      return {
        cost: cost + missing / slope,
        values,
        between: { feature, from, to, share, slack: slack / gain },
      };
    }
    missing -= gain;
    cost += to.cost - from.cost;
    values[feature] = to.value;
  }
  return null;
}

/** The cheapest value, then the corners of the concave hull of gain by cost, rising in both. */
function hullOf(choice: Choice, pieces: readonly Piece[], sign: 1 | -1): Vertex[] {
  const vertices = pieces.flatMap((piece) => {
    const near = nearEnd(choice, piece);
    const ends = Object.is(piece.low, piece.high) ? [near] : [piece.low, piece.high];
    return ends.map((value): Vertex => {
      return { value, piece, cost: choice.cost(value), gain: sign * choice.effect(value) };
    });
  });
  vertices.sort((a, b) => a.cost - b.cost || b.gain - a.gain);
  const hull: Vertex[] = [];
  for (const vertex of vertices) {
    const last = hull.at(-1);
    if (last !== undefined && vertex.gain <= last.gain) continue;
    while (hull.length > 1) {
      const [before, middle] = hull.slice(-2) as [Vertex, Vertex];
      const bends =
        (middle.gain - before.gain) * (vertex.cost - before.cost) <=
        (vertex.gain - before.gain) * (middle.cost - before.cost);
      if (!bends) break;
      hull.pop();
    }
    hull.push(vertex);
  }
  return hull;
}
