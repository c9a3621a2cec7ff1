import type { Additive, Binning, Term } from "../additive/additive.ts";
import { classIndex } from "./class-of-interest.ts";
import { type EbmFeature, readEbmFeatures } from "./ebm-features.ts";
import { structureFault, unsupportedFault } from "./fault.ts";
import { type Json, labelsAt, listAt, numberList, objectAt, parseJson } from "./json.ts";

/**
 * An Explainable Boosting Machine of InterpretML from the JSON of `to_json` (version 1.0, any level of
 * detail): terms of one and of two features, with link `logit` or `identity`.
 *
 * @throws EvenhandError `input/model-structure`, `input/model-truncated`, `input/model-unsupported`,
 * `config/model-class`
 */
export function readEbm(content: string, classOfInterest: string | null): Additive {
  const file = objectAt(parseJson(content), "model file");
  if (file.version !== "1.0") throw unsupportedFault("version", '"1.0"', file.version);
  const ebm = objectAt(file.ebm, "ebm");
  const classes = readClasses(ebm);
  const chosen = classes === null ? 1 : classIndex(classes, classOfInterest);
  // The log-odds of the first of two classes are the negative of those of the second.
  const sign = chosen === 0 ? -1 : 1;
  const [base, ...more] = numberList(ebm, "intercept", "ebm");
  if (base === undefined || more.length > 0) {
    throw unsupportedFault("ebm.intercept", "one output", `${more.length + 1}`);
  }
  const features = readEbmFeatures(ebm);
  const terms = listAt(ebm, "terms", "ebm").map((term, at) =>
    readTerm(objectAt(term, `ebm.terms[${at}]`), features, sign, `ebm.terms[${at}]`),
  );
  requireFiniteSum(base, terms);
  return {
    kind: "additive",
    format: "ebm",
    features: features.map(({ feature }) => feature),
    classOfInterest: classes?.[chosen] ?? null,
    terms,
    output: {
      unit: classes === null ? "score" : "log-odds",
      link: classes === null ? "identity" : "logistic",
      base: sign * base,
      divisor: 1,
    },
  };
}

/** The two classes of a classifier; null for regression. */
function readClasses(ebm: Json): string[] | null {
  const outputs = listAt(ebm, "outputs", "ebm");
  if (outputs.length !== 1) throw unsupportedFault("ebm.outputs", "one output", outputs.length);
  const path = "ebm.outputs[0]";
  const output = objectAt(outputs[0], path);
  if (output.link === "identity") return null;
  if (output.link !== "logit") {
    throw unsupportedFault(`${path}.link`, "logit (of two classes) or identity", output.link);
  }
  const classes = labelsAt(output, "classes", path);
  if (classes.length === 2) return classes;
  throw unsupportedFault(`${path}.classes`, "two classes", classes.length);
}

function readTerm(source: Json, features: readonly EbmFeature[], sign: number, path: string): Term {
  const names = listAt(source, "term_features", path);
  if (names.length !== 1 && names.length !== 2) {
    throw unsupportedFault(`${path}.term_features`, "one feature or two", names.length);
  }
  const binnings = names.map((name, at): Binning => {
    const found = features.find(({ feature }) => feature.name === name);
    if (found !== undefined) return found.binningFor(names.length);
    throw structureFault(
      `${path}.term_features[${at}]`,
      "no feature has this name",
      "one of the file",
      name,
    );
  });
  const [first, second] = binnings as [Binning, Binning?];
  if (second?.feature === first.feature) {
    throw structureFault(
      `${path}.term_features`,
      "a feature stands twice",
      "two features",
      names.join(),
    );
  }
  if (second === undefined) {
    const scores = numberList(source, "scores", path, first.bins);
    return { binnings: [first], scores: Float64Array.from(scores, (score) => sign * score) };
  }
  const rows = listAt(source, "scores", path);
  if (rows.length !== first.bins) {
    throw structureFault(
      `${path}.scores`,
      "a list is too short or too long",
      `${first.bins} lists`,
      rows.length,
    );
  }
  const scores = rows.flatMap((_, row) =>
    numberList(rows as unknown as Json, String(row), `${path}.scores`, second.bins),
  );
  return { binnings: [first, second], scores: Float64Array.from(scores, (score) => sign * score) };
}

/** |base| + Σ of the largest |score| of each term bounds every output. */
function requireFiniteSum(base: number, terms: readonly Term[]): void {
  const largest = terms.reduce(
    (sum, { scores }) => sum + scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0),
    Math.abs(base),
  );
  if (Number.isFinite(largest)) return;
  throw structureFault(
    "ebm.terms",
    "the scores add up beyond the range of numbers",
    "a finite sum",
    largest,
  );
}
