import type { AttributionResult, Counterfactual, DecisionRecord } from "@evenhand/core";
import { type Account, chartAttributions } from "../charts/attributions.ts";
import { nameFeature } from "../wording/decisions.ts";
import { ABSENT } from "../wording/numbers.ts";
import { plainText } from "../wording/text.ts";
import { plainSentence } from "./text.ts";
import { type NamedTable, tableOfTexts, type View, viewWith } from "./view.ts";
import { changeTable, describeAnswers } from "./view-counterfactuals.ts";

const PERSONAL = "This is personal data.";

/**
 * One decision for a reviewer: what moved it, what would have changed it, and the safeguards. What the
 * person may be told is the notice made from it.
 */
export function viewDecision(record: DecisionRecord): View {
  const chart = chartAttributions(record);
  const { counterfactuals } = record;
  return viewWith(
    `Decision ${plainText(record.subject)}: ${plainText(record.outcome.decided)}. ${chart.title}. ${PERSONAL}`,
    {
      chart,
      tables: [
        { caption: "What moved it", ...chart.table },
        ...(counterfactuals.length === 0
          ? []
          : [changeTable("What would have changed it", counterfactuals, record)]),
        ...(record.safeguards.length === 0 ? [] : [safeguardTable(record)]),
      ],
    },
  );
}

function safeguardTable(record: DecisionRecord): NamedTable {
  return tableOfTexts(
    "Safeguards",
    ["Input", "Hold for review", "What was found"],
    record.safeguards.map(({ feature, holdForReview, sentence }) => [
      feature === null ? ABSENT : nameFeature(record, feature),
      holdForReview ? "yes" : "no",
      plainSentence(sentence),
    ]),
  );
}

/** What moved one output, strongest first. */
export function viewAttribution(result: AttributionResult): View {
  const chart = chartAttributions(accountOf(result));
  const { description } = result.baseline;
  const measured = description === undefined ? "" : ` Measured against ${plainText(description)}.`;
  return viewWith(`${chart.title}.${measured} ${PERSONAL}`, {
    chart,
    tables: [{ caption: "What moved it", ...chart.table }],
  });
}

/** Both accounts of one output. */
export function viewExplanation(
  attribution: AttributionResult,
  counterfactuals: readonly Counterfactual[],
): View {
  const view = viewAttribution(attribution);
  if (counterfactuals.length === 0) return view;
  return {
    ...view,
    sentence: `${view.sentence} ${describeAnswers(counterfactuals)}`,
    tables: [...view.tables, changeTable("What would have changed it", counterfactuals)],
  };
}

function accountOf({ output, baseline, residual, attributions }: AttributionResult): Account {
  const strength = ({ contribution }: { readonly contribution: number }) => Math.abs(contribution);
  return {
    output,
    baseline,
    residual,
    attributions: [...attributions].sort((a, b) => strength(b) - strength(a)),
    features: [],
    outcome: null,
  };
}
