import { EvenhandError, shown } from "@evenhand/core";
import type { ModelFeature } from "../trees/ensemble.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import type { OnnxTrees } from "./onnx-trees.ts";

/** Up to here single precision holds every whole number. */
const LARGEST_CODE = 2 ** 24;

/**
 * The columns of the input under the given names: a column that is only ever asked whether it equals
 * something is a category with these whole numbers as levels.
 *
 * @throws EvenhandError `config/model-features`, `input/model-structure`, `input/model-unsupported`
 */
export function readOnnxFeatures(trees: OnnxTrees, names: readonly string[]): ModelFeature[] {
  if (new Set(names).size !== names.length) {
    throw new EvenhandError({
      code: "config/model-features",
      path: "features",
      problem: "a feature is declared twice",
      received: shown(names),
    });
  }
  const codes = names.map(() => new Set<number>());
  const compared = names.map(() => false);
  trees.mode.forEach((mode, index) => {
    if (mode === null) return;
    const at = trees.feature[index] as number;
    const known = codes[at];
    if (known === undefined) {
      throw structureFault(
        `${trees.path}.nodes_featureids[${index}]`,
        "the options name no such column",
        `one of ${names.length} columns`,
        at,
      );
    }
    if (mode === "EQ" || mode === "NEQ") known.add(trees.split[index] as number);
    else if (mode === "MEMBER") for (const code of trees.members.get(index) ?? []) known.add(code);
    else compared[at] = true;
    if (known.size > 0 && compared[at]) {
      throw unsupportedFault(trees.path, "columns compared for size or for equality", names[at]);
    }
  });
  return names.map((name, at): ModelFeature => {
    const levels = [...(codes[at] as Set<number>)].sort((a, b) => a - b);
    if (levels.length === 0) return { kind: "numeric", name, range: null };
    const odd = levels.find((code) => !Number.isInteger(code) || Math.abs(code) > LARGEST_CODE);
    if (odd !== undefined) throw unsupportedFault(trees.path, "whole numbers as categories", odd);
    return { kind: "category", name, levels: levels.map(String) };
  });
}
