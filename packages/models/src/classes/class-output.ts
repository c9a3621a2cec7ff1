import { classIndex } from "../formats/class-of-interest.ts";
import type { TreeEnsemble } from "../trees/ensemble.ts";
import type { Classifier } from "./classifier.ts";

/**
 * The model of one class of a classifier: predicted, attributed, and described over many rows like any
 * model of trees. Its contributions add up in the unit of its raw output: the margin of the class before
 * softmax (unit `score`, link `softmax`), the log-odds of the class against the rest, or its share.
 * `predict` gives its probability. Without a name the second of two classes.
 *
 * @throws EvenhandError `config/model-class`
 * @example
 * const model = classOutput(classifier, "refused");
 * attribute(model, people, 0, { background, description: "200 people drawn with seed 7" });
 */
export function classOutput(classifier: Classifier, name?: string): TreeEnsemble {
  const { classes, outputs, link } = classifier;
  const chosen = classIndex(classes, name ?? null);
  const own = outputs[chosen] as TreeEnsemble;
  if (link !== "softmax") return own;
  return { ...own, otherClasses: outputs.filter((_, at) => at !== chosen) };
}
