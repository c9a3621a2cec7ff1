import type { Additive, Binning, Linear, ModelFeature, Term } from "../src/index.ts";
import type { Draw } from "./random-models.ts";

function randomFeatures(draw: Draw, count: number): ModelFeature[] {
  return Array.from({ length: count }, (_, index): ModelFeature => {
    const name = `f${index}`;
    return draw(2) === 0
      ? { kind: "numeric", name, range: null }
      : { kind: "category", name, levels: ["a", "b", "c"], marksUnseen: true };
  });
}

const output = { unit: "score", link: "identity", base: 0.5, divisor: 1 } as const;
const scoreFrom = (draw: Draw): number => (draw(41) - 20) / 7;

/** A linear model that answers missing values and unseen levels. */
export function randomLinear(draw: Draw, count: number): Linear {
  const features = randomFeatures(draw, count);
  return {
    kind: "linear",
    format: "linear",
    features,
    classOfInterest: null,
    terms: features.map(({ kind }) =>
      kind === "numeric"
        ? { kind, weight: scoreFrom(draw), center: draw(5), scale: 1 + draw(3), missing: draw(4) }
        : {
            kind,
            weights: Float64Array.from({ length: 3 }, () => scoreFrom(draw)),
            missing: scoreFrom(draw),
            unseen: scoreFrom(draw),
          },
    ),
    output,
  };
}

/** An additive model with several terms of one feature and of two, features repeated among them. */
export function randomAdditive(draw: Draw, count: number): Additive {
  const features = randomFeatures(draw, count);
  const binningOf = (feature: number): Binning =>
    features[feature]?.kind === "numeric"
      ? { feature, bins: 5, cuts: Float64Array.of(1, 2.5), levelBins: null }
      : { feature, bins: 4, cuts: null, levelBins: Uint32Array.of(1, 2, draw(2) + 1) };
  const terms = Array.from({ length: 1 + draw(6) }, (): Term => {
    const first = draw(count);
    const second = draw(count);
    const binnings: Term["binnings"] =
      first === second ? [binningOf(first)] : [binningOf(first), binningOf(second)];
    const length = binnings.reduce((size, { bins }) => size * bins, 1);
    return { binnings, scores: Float64Array.from({ length }, () => scoreFrom(draw)) };
  });
  return { kind: "additive", format: "ebm", features, classOfInterest: null, terms, output };
}
