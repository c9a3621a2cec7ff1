import type { Counterfactual } from "@evenhand/core";
import { type Described, describeStatus, nameFeature, nameValue } from "../wording/decisions.ts";
import { ABSENT, formatNumber } from "../wording/numbers.ts";
import { capitalise } from "../wording/text.ts";
import { type NamedTable, tableOfTexts, type View, viewWith } from "./view.ts";

const UNDESCRIBED: Described = { features: [] };

/** Answers of one search, each changed input in a row of its own. */
export function viewCounterfactuals(answers: readonly Counterfactual[]): View {
  return viewWith(`${describeAnswers(answers)} This is personal data.`, {
    tables: [changeTable("", answers)],
  });
}

/** The first answer in words, and how many there are. */
export function describeAnswers(answers: readonly Counterfactual[]): string {
  const [first] = answers;
  if (first === undefined) return "";
  const changes = first.changes
    .map(({ feature, from, to }) => {
      const value = (each: typeof from) => nameValue(UNDESCRIBED, feature, each);
      return `${nameFeature(UNDESCRIBED, feature)} from ${value(from)} to ${value(to)}`;
    })
    .join(" and ");
  const known = describeStatus(first.status);
  const said = changes === "" ? known : `change ${changes}: ${known}`;
  return `${capitalise(said)}${answers.length > 1 ? `; ${answers.length} answers in all` : ""}.`;
}

/** One row a change; cost, output and what is known stand in the first row of an answer. */
export function changeTable(
  caption: string,
  answers: readonly Counterfactual[],
  named: Described = UNDESCRIBED,
): NamedTable {
  const rows = answers.flatMap((answer, i) => {
    const { changes, cost, output, status } = answer;
    const known = [
      cost === null ? ABSENT : formatNumber(cost),
      output === null ? ABSENT : formatNumber(output.value),
      describeStatus(status),
    ];
    if (changes.length === 0) return [[String(i + 1), ABSENT, ABSENT, ABSENT, ...known]];
    return changes.map(({ feature, from, to }, at) => [
      at === 0 ? String(i + 1) : "",
      nameFeature(named, feature),
      nameValue(named, feature, from),
      `→ ${nameValue(named, feature, to)}`,
      ...(at === 0 ? known : ["", "", ""]),
    ]);
  });
  return tableOfTexts(
    caption,
    ["Answer", "Input", "Now", "Then", "Cost#", "Output then#", "What is known"],
    rows,
  );
}
