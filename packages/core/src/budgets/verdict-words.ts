import type { CountedDimension } from "../cells/cohort-counts.ts";
import type { BudgetContrasts } from "./budget-contrasts.ts";
import { sentenceWriter } from "./sentence.ts";
import type { Verdict } from "./verdict.ts";
import { cohortText } from "./wording.ts";

/** Names of cohorts in sentences, by id. Kept while the dimension is: each budget on it asks again. */
const kept = new WeakMap<CountedDimension, Map<string, string>>();

/** Finds the words for the verdicts of one budget. */
export function wordsOf(
  { budget, metric, dimension: counted, cohorts }: BudgetContrasts,
  confidence: number,
): (verdict: Omit<Verdict, "sentence">) => string {
  const { dimension } = counted;
  const write = sentenceWriter({
    limit: budget.limit,
    compare: budget.compare,
    metricTitle: metric?.title ?? budget.metric.replaceAll("_", " "),
    isComposite: metric?.kind === "composite",
    isPoint: budget.rule === "point",
    within: budget.compare === "value" ? [] : (dimension.within ?? []),
    confidence,
    counts: (metric?.kind === "rows" ? metric.counts : undefined) ?? "decisions",
  });
  const texts = textsOf(counted);
  const textOf = (id: string): string | null => {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const found = cohorts.get(id);
    if (found === undefined) return null;
    const text = cohortText(found.cohort, dimension);
    texts.set(id, text);
    return text;
  };
  return (verdict) => {
    const { cohort, reference } = verdict;
    return write(verdict, textOf(cohort) as string, reference === null ? null : textOf(reference));
  };
}

function textsOf(dimension: CountedDimension): Map<string, string> {
  let texts = kept.get(dimension);
  if (texts === undefined) {
    texts = new Map();
    kept.set(dimension, texts);
  }
  return texts;
}
