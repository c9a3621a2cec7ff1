import {
  type Association,
  type AttributeProxies,
  type FeatureProxy,
  type LevelAssociation,
  type ProxyAudit,
  type ProxyFinding,
  type ScoreProxy,
  strongestLevel,
} from "@evenhand/core";
import type { ChartTable } from "../charts/chart.ts";
import { nameOfLevel } from "./cohorts.ts";
import { ABSENT, formatCount, formatNumber, formatRange } from "./numbers.ts";
import { plainText } from "./text.ts";

/** What was found of one protected attribute: the heading, and sentences that stand on their own. */
export interface ProxyFindings {
  readonly attribute: string;
  readonly sentences: readonly string[];
  readonly table: ChartTable;
}

/** The findings of each attribute, in the order of the audit. */
export function describeProxies(audit: ProxyAudit): ProxyFindings[] {
  return audit.attributes.map((one) => ({
    attribute: plainText(one.attribute),
    sentences: [
      ...flaggedSentences(one, audit),
      ...explainedSentences(one, audit),
      ...pathSentences(one),
      ...jointSentences(one),
      ...(one.score === null ? [] : [scoreSentence(one.score, plainText(one.attribute))]),
      ...unknownSentences(one),
    ],
    table: tableOf(one, audit),
  }));
}

/** What the numbers mean, once for all attributes. */
export function explainProxyAreas({ limit, confidence, legitimate }: ProxyAudit): string {
  const fair = `An area of 0.50 is chance and 1.00 is certain: how often a person with the level is ranked above one without it, by what was learnt from other people. From ${formatNumber(limit)} on a feature counts as a proxy. These are associations, not causes, and lower bounds for anyone who knows more.`;
  const spread = `Intervals hold at ${Number((confidence * 100).toPrecision(4))}\u202f% for all levels of an attribute together.`;
  if (legitimate.length === 0) return `${fair} ${spread}`;
  const owners = legitimate.map(
    ({ feature, owner, rationale }) =>
      `“${plainText(feature)}” (${plainText(owner)}: ${plainText(rationale)})`,
  );
  return `${fair} ${spread} “Alike” compares people alike in what is declared legitimate: ${listOf(owners)}.`;
}

const FINDINGS: Readonly<Record<ProxyFinding, string>> = {
  proxy: "proxy",
  explained: "explained",
  below: "below the limit",
  undecided: "not decided",
  "not-assessed": ABSENT,
};

function flaggedSentences(
  { attribute, features }: AttributeProxies,
  { limit }: ProxyAudit,
): string[] {
  const name = plainText(attribute);
  const flagged = byArea(features.filter(({ finding }) => finding === "proxy"));
  const open = byArea(features.filter(({ finding }) => finding === "undecided"));
  const assessed = features.filter(({ finding }) => finding !== "not-assessed").length;
  if (assessed === 0) return [`No feature could be assessed for “${name}”: too few people.`];
  const assessedText = assessed === 1 ? "1 feature" : `${assessed} features`;
  const first =
    flagged.length === 0
      ? `None of ${assessedText} is shown to tell “${name}” at ${formatNumber(limit)} or better.`
      : `${flagged.length} of ${assessedText} ${flagged.length === 1 ? "is a proxy" : "are proxies"} of “${name}”: ${listOf(flagged.map(withArea(limit)))}.`;
  if (open.length === 0) return [first];
  return [first, `Not decided with these people: ${listOf(open.map(withArea(limit)))}.`];
}

function explainedSentences(
  { features }: AttributeProxies,
  { limit, legitimate }: ProxyAudit,
): string[] {
  const explained = byArea(features.filter(({ finding }) => finding === "explained"));
  if (explained.length === 0) return [];
  const by = listOf(legitimate.map(({ feature }) => `“${plainText(feature)}”`));
  const is = explained.length === 1 ? "is" : "are";
  return [
    `${listOf(explained.map(withArea(limit)))} ${is} above ${formatNumber(limit)}, but below it among people alike in ${by}, which ${legitimate.length === 1 ? "is" : "are"} declared legitimate.`,
  ];
}

function pathSentences({ attribute, features }: AttributeProxies): string[] {
  return features
    .filter(({ finding, path }) => finding === "proxy" && path !== null)
    .map(
      ({ feature, path }) =>
        `The declared graph leads from “${plainText(attribute)}” to “${plainText(feature)}”: ${(path ?? []).map(plainText).join(" → ")}.`,
    );
}

function jointSentences({ joint }: AttributeProxies): string[] {
  const best = strongestLevel(joint.overall);
  if (best === null) return [];
  const count = joint.features.length;
  const who = count === 1 ? "The 1 feature tells" : `All ${count} features together tell`;
  return [`${who} it with ${areaText(best)}.`];
}

function scoreSentence({ finding, overall, givenOutcome }: ScoreProxy, attribute: string): string {
  const all = strongestLevel(overall);
  const within = givenOutcome === null ? null : strongestLevel(givenOutcome);
  const tells = all === null ? "" : `The score tells “${attribute}” with ${areaText(all)}`;
  const same = "among people with the same recorded outcome";
  const measured = within === null ? "" : `, with ${areaText(within)}`;
  switch (finding) {
    case "none":
      return `The score hardly tells “${attribute}”.`;
    case "base-rate":
      return `${tells}, but hardly ${same}${measured}: it restates the gap between the recorded outcomes, and whether these are right is another question.`;
    case "beyond-base-rate":
      return `${tells}, and also ${same}${measured}: that is more than the gap between the recorded outcomes.`;
    case "no-outcome":
      return `${tells}. No recorded outcomes are there to hold it against.`;
    case "undecided":
      return `Whether the score tells “${attribute}” is not decided: ${undecidedText(all, within)}.`;
    case "not-assessed":
      return "The score could not be assessed: too few people.";
  }
}

function undecidedText(all: LevelAssociation | null, within: LevelAssociation | null): string {
  return [
    ...(all === null ? [] : [`${areaText(all)} over all people`]),
    ...(within === null ? [] : [`${areaText(within)} among those with the same recorded outcome`]),
  ].join(", ");
}

function unknownSentences({ attribute, unknown }: AttributeProxies): string[] {
  if (unknown === 0) return [];
  return [
    `${formatCount(unknown)} ${unknown === 1 ? "row" : "rows"} of unknown “${plainText(attribute)}” played no part.`,
  ];
}

function tableOf(
  { attribute, features, joint, score }: AttributeProxies,
  audit: ProxyAudit,
): ChartTable {
  const hasGiven = audit.legitimate.length > 0;
  const rowOf = (
    name: string,
    overall: Association,
    given: Association | null,
    finding: string,
  ): string[] => {
    const best = strongestLevel(overall);
    const among = given === null ? null : strongestLevel(given);
    return [
      name,
      best === null ? ABSENT : nameOfLevel(plainText(attribute), best.level),
      best === null ? ABSENT : formatNumber(best.auc, [audit.limit]),
      best === null ? ABSENT : formatRange(best.interval, [audit.limit]),
      ...(hasGiven ? [among === null ? ABSENT : areaText(among)] : []),
      finding,
    ];
  };
  return {
    columns: [
      { title: "Told from", kind: "text" },
      { title: "Told best", kind: "text" },
      { title: "Area", kind: "number" },
      { title: "Interval", kind: "number" },
      ...(hasGiven ? [{ title: "Alike", kind: "number" as const }] : []),
      { title: "Finding", kind: "text" },
    ],
    rows: [
      ...byArea(features.filter(({ overall }) => !isSame(overall))).map((one) =>
        rowOf(
          `${plainText(one.feature)}${one.isLegitimate ? " (legitimate)" : ""}`,
          one.overall,
          one.given,
          FINDINGS[one.finding],
        ),
      ),
      rowOf("all features together", joint.overall, joint.given, ABSENT),
      ...(score === null ? [] : [rowOf("the score", score.overall, score.given, ABSENT)]),
      ...(score === null || score.givenOutcome === null
        ? []
        : [rowOf("the score, same outcome", score.givenOutcome, null, ABSENT)]),
    ],
  };
}

function isSame(association: Association): boolean {
  return association.status === "not-assessed" && association.reason === "same-column";
}

function byArea(features: readonly FeatureProxy[]): FeatureProxy[] {
  return [...features].sort(
    (a, b) => (strongestLevel(b.overall)?.auc ?? 0) - (strongestLevel(a.overall)?.auc ?? 0),
  );
}

/** `“relationship” (0.86)` */
function withArea(limit: number): (one: FeatureProxy) => string {
  return ({ feature, overall }) => {
    const best = strongestLevel(overall);
    return `“${plainText(feature)}”${best === null ? "" : ` (${formatNumber(best.auc, [limit])})`}`;
  };
}

/** `0.86 (0.85 to 0.87)` */
function areaText({ auc, interval }: LevelAssociation): string {
  return `${formatNumber(auc)} (${formatRange(interval)})`;
}

function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
