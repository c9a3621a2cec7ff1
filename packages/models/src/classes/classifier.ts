import type { EnsembleOutput, ModelFeature, ModelFormat, TreeEnsemble } from "../trees/ensemble.ts";

/**
 * A model of trees that gives one output for each of two or more classes. Probabilities follow from
 * the raw outputs by the link of the format:
 *
 * - `softmax`: p_k = e^{m_k} ÷ Σ_j e^{m_j}, the raw outputs being margins;
 * - `logistic`: p_k = 1 ÷ (1 + e^{−m_k}), each class against the rest (with more than two classes these
 *   need not add up to 1), the raw outputs being log-odds;
 * - `identity`: the raw outputs are shares themselves (forests), or scores without a probability.
 */
export interface Classifier {
  readonly kind: "classifier";
  readonly format: ModelFormat;
  readonly features: readonly ModelFeature[];
  /** In the order of the file; distinct. */
  readonly classes: readonly string[];
  readonly link: EnsembleOutput["link"];
  /** One a class, in their order. Trees with a value for each class share all arrays but the values. */
  readonly outputs: readonly TreeEnsemble[];
}

/** The log-odds of the first of two classes are the negative of those of the second. */
function negated(model: TreeEnsemble, classOfInterest: string): TreeEnsemble {
  const { nodes, output } = model;
  return {
    ...model,
    classOfInterest,
    nodes: { ...nodes, value: nodes.value.map((value) => (value === 0 ? 0 : -value)) },
    output: { ...output, base: output.base === 0 ? 0 : -output.base },
  };
}

/** A classifier of two classes from the log-odds of the second. */
export function twoClasses(second: TreeEnsemble, names: readonly [string, string]): Classifier {
  const { format, features, output } = second;
  return {
    kind: "classifier",
    format,
    features,
    classes: names,
    link: output.link,
    outputs: [negated(second, names[0]), { ...second, classOfInterest: names[1] }],
  };
}

/** A classifier from the models of its classes, of which there is at least one, in their order. */
export function classifierOf(
  classes: readonly string[],
  outputs: readonly TreeEnsemble[],
): Classifier {
  const { format, features, output } = outputs[0] as TreeEnsemble;
  return { kind: "classifier", format, features, classes, link: output.link, outputs };
}
