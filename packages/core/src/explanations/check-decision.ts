import { EvenhandError, shown } from "../errors.ts";
import type { Attribution, AttributionResult } from "./attribution.ts";
import type { Counterfactual } from "./counterfactual.ts";
import { allowedChange, type FeatureDeclaration, isAdviceBarred } from "./feature.ts";
import type { DecisionOutcome } from "./record.ts";

/** Of max(1, |output|, |baseline|): how much of an output its attributions may leave unexplained. */
const LARGEST_GAP = 1e-6;
/** Of max(1, |threshold|): how far past the threshold an output may lie and still pass as on it. */
const ON_THE_LINE = 1e-9;

/**
 * Refuses attributions that do not add up:
 * |output − (baseline + Σ φ + residual)| ≤ 10⁻⁶ · max(1, |output|, |baseline|), and the same for the
 * residual itself where they are said to be exact.
 *
 * @param strongestFirst the attributions of `result`, sorted
 * @throws EvenhandError `input/attribution-gap`, `input/attribution-twice`
 */
export function checkAttributions(
  result: AttributionResult,
  strongestFirst: readonly Attribution[],
): void {
  const output = result.output.value;
  const seen = new Set<string>();
  let sum = result.baseline.value;
  for (const { feature, contribution } of strongestFirst) {
    if (seen.has(feature)) throw namedTwice(feature);
    seen.add(feature);
    sum += contribution;
  }
  const tolerance = LARGEST_GAP * Math.max(1, Math.abs(output), Math.abs(result.baseline.value));
  const gap = output - (sum + result.residual);
  const unexplained = result.exact ? Math.max(Math.abs(gap), Math.abs(result.residual)) : gap;
  // Written so that a NaN anywhere fails too.
  if (!(Math.abs(unexplained) <= tolerance)) throw leavesGap(unexplained, tolerance);
}

/**
 * Refuses an outcome that the output contradicts; on the threshold itself both are possible.
 *
 * @throws EvenhandError `input/outcome-mismatch`
 */
export function checkOutcome(outcome: DecisionOutcome, output: number): void {
  if (liesOn(outcome.favourable, outcome, output)) return;
  throw new EvenhandError({
    code: "input/outcome-mismatch",
    path: "outcome",
    problem: `outputs ${outcome.favourableWhen} the threshold are favourable, but this one is not where its outcome says`,
    expected: `${outcome.favourable ? "a favourable" : "an unfavourable"} output (threshold ${outcome.threshold})`,
    received: shown(output),
    hint: "Is the threshold in the unit of the output, and favourableWhen the right way round?",
  });
}

/**
 * Refuses counterfactuals that must not or cannot be told to anyone: advice that is barred, an input
 * without attribution, a valid status without changes, an output on the same side as before.
 *
 * @throws EvenhandError `input/barred-change`, `input/unknown-feature`, `input/counterfactual`
 */
export function checkCounterfactuals(
  counterfactuals: readonly Counterfactual[],
  outcome: DecisionOutcome,
  known: ReadonlySet<string>,
  declarationOf: (feature: string) => FeatureDeclaration | undefined,
): void {
  for (const [index, counterfactual] of counterfactuals.entries()) {
    const path = `counterfactuals[${index}]`;
    checkShape(counterfactual, outcome, path);
    for (const { feature } of counterfactual.changes) {
      if (!known.has(feature)) throw unknownFeature(feature, path);
      const declaration = declarationOf(feature);
      if (allowedChange(declaration) === "none") throw barred(feature, declaration, path);
    }
  }
}

function checkShape(found: Counterfactual, outcome: DecisionOutcome, path: string): void {
  const valid = found.status === "optimal" || found.status === "feasible";
  if (valid !== found.changes.length > 0 || valid !== (found.output !== null)) {
    throw new EvenhandError({
      code: "input/counterfactual",
      path,
      problem: "the status does not go with the changes and the output",
      expected: valid ? "at least one change and an output" : "no change and no output",
      received: `status ${found.status}, ${found.changes.length} changes, output ${shown(found.output?.value ?? null)}`,
    });
  }
  if (found.output === null || liesOn(!outcome.favourable, outcome, found.output.value)) return;
  throw new EvenhandError({
    code: "input/counterfactual",
    path: `${path}.output`,
    problem: "these changes would not alter the outcome",
    expected: `an output on the other side of ${outcome.threshold}`,
    received: shown(found.output.value),
  });
}

function liesOn(favourable: boolean, outcome: DecisionOutcome, output: number): boolean {
  const rises = favourable === (outcome.favourableWhen === "above");
  const past = rises ? output - outcome.threshold : outcome.threshold - output;
  return past >= -ON_THE_LINE * Math.max(1, Math.abs(outcome.threshold));
}

function leavesGap(gap: number, tolerance: number): EvenhandError {
  return new EvenhandError({
    code: "input/attribution-gap",
    path: "attribution",
    problem: "a record with a gap in its attributions: they do not add up to the output",
    expected: `baseline + contributions + residual within ${tolerance} of the output, and no residual where exact`,
    received: `a gap of ${gap}`,
    hint: "Pass one attribution for each input of the model, all in the unit of the output.",
  });
}

function namedTwice(feature: string): EvenhandError {
  return new EvenhandError({
    code: "input/attribution-twice",
    path: "attribution.attributions",
    problem: "two attributions name the same input",
    expected: "one attribution an input",
    received: shown(feature),
  });
}

function unknownFeature(feature: string, path: string): EvenhandError {
  return new EvenhandError({
    code: "input/unknown-feature",
    path: `${path}.changes`,
    problem: "a change names an input that has no attribution",
    received: shown(feature),
  });
}

function barred(
  feature: string,
  declaration: FeatureDeclaration | undefined,
  path: string,
): EvenhandError {
  const sensitive = declaration !== undefined && isAdviceBarred(declaration);
  return new EvenhandError({
    code: "input/barred-change",
    path: `${path}.changes`,
    problem: sensitive
      ? "it would advise changing a protected attribute or a proxy that no owner answers for"
      : "it would advise changing what is declared as not changeable",
    expected: "changes of inputs that a person may be advised to change",
    received: shown(feature),
    hint: "Search with allowedChange() of each declaration, or declare features.….actionable with an owner.",
  });
}
