import {
  type CandidateComparison,
  type GapDecomposition,
  type GapShare,
  type LabelGap,
  numberText,
} from "@evenhand/core";
import type { FeatureGap, FoundDrivers } from "../commands/found-drivers.ts";
import type { Colours } from "./colours.ts";
import { wrapped } from "./wrap.ts";

/** Features that are named of each gap; the rest are summed up. */
const MOST_FEATURES = 5;

/** A paragraph for each gap: what it is, then its parts, largest first where they are many. */
export function renderDrivers(
  found: FoundDrivers,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  const sections: (readonly [title: string, paragraphs: readonly Paragraph[]])[] = [
    ["Mix and strata", found.strata.map(describeStrata)],
    ["Recorded outcomes and model", found.labels.map(describeLabels)],
    ["Features of the model", found.features.map(describeFeatures)],
    ["Candidates on the same people", found.candidates.flatMap(describeCandidates)],
  ];
  const filled = sections.filter(([, paragraphs]) => paragraphs.length > 0);
  if (filled.length === 0) {
    return `${wrapped("Nothing to take apart: declare `within` for a dimension, a label beside the prediction, or a model.", width)}\n`;
  }
  const texts = filled.map(([title, paragraphs]) =>
    [
      colours.bold(title),
      ...paragraphs.flatMap(([first, ...rest]) => [
        wrapped(first, width, "  "),
        ...rest.map((line) => wrapped(line, width, "    ")),
      ]),
    ].join("\n"),
  );
  const note =
    "Parts say where a gap sits, not why: strata and recorded outcomes may carry unequal treatment themselves.";
  return `${[...texts, wrapped(note, width)].join("\n\n")}\n`;
}

type Paragraph = readonly [first: string, ...rest: string[]];

function describeStrata(gap: GapDecomposition): Paragraph {
  const { metric, cohort, reference, within } = gap;
  const subject = `${metric}, ${cohort} against ${otherText(reference)}`;
  const strata = within.join(" and ");
  if (gap.status !== "ok") {
    const why =
      gap.reason === "no-shared-strata"
        ? `no ${strata} holds both`
        : "the rate counts nobody of one of them";
    return [`${subject}: not taken apart, as ${why}.`];
  }
  const { mix, withinStrata, atReference, atCohort, interaction } = gap;
  return [
    `${subject}: ${shareText(gap.gap)}.`,
    `From the mix of ${strata}: ${shareText(mix)}; ${valueText(atReference.mix)} at the reference's rates, ${valueText(atCohort.mix)} at the cohort's.`,
    `Within ${strata}: ${shareText(withinStrata)}; ${valueText(atReference.within)} at the reference's mix, ${valueText(atCohort.within)} at the cohort's.`,
    `Only together (interaction): ${shareText(interaction)}.`,
    ...(gap.cohortOnly === null
      ? []
      : [`From ${strata} without the reference: ${shareText(gap.cohortOnly)}.`]),
    ...(gap.referenceOnly === null
      ? []
      : [`From ${strata} without the cohort: ${shareText(gap.referenceOnly)}.`]),
    ...(gap.isReversed
      ? [`Reversed within ${strata}: there the gap points the other way (Simpson's paradox).`]
      : []),
  ];
}

function describeLabels(gap: LabelGap): Paragraph {
  const subject = `selection_rate, ${gap.cohort} against ${otherText(gap.reference)}`;
  if (gap.status !== "ok") return [`${subject}: nobody of one of them has a recorded outcome.`];
  return [
    `${subject}: ${shareText(gap.selection)}.`,
    `In the recorded outcomes: ${shareText(gap.label)}.`,
    `Added by the model: ${shareText(gap.model)}; ${valueText(gap.grantedAgainst)} by favourable decisions against the outcome, ${valueText(gap.refusedAgainst)} by refusals against it.`,
  ];
}

function describeFeatures(gap: FeatureGap): Paragraph {
  const { cohort, reference, features, unit } = gap;
  const named = features.slice(0, MOST_FEATURES);
  const others = features.slice(MOST_FEATURES);
  const rest = others.reduce((sum, { value }) => sum + value, 0);
  return [
    `mean output (${unit}), ${cohort} against ${otherText(reference)}: ${shareText(gap.gap)}.`,
    ...named.map((part) => `${part.feature}: ${shareText(part)}.`),
    ...(others.length === 0 ? [] : [`${others.length} more together: ${signedText(rest)}.`]),
  ];
}

function describeCandidates(found: CandidateComparison): Paragraph[] {
  return found.changes.map(({ candidate, cohort, reference, before, after, change }) => [
    `${found.metric}, ${cohort} against ${otherText(reference)}: ${signedText(before)} with ${found.incumbent}, ${signedText(after)} with ${candidate}.`,
    `Change: ${shareText(change)}, over ${found.people} people that both decided.`,
  ]);
}

function otherText(reference: string): string {
  return reference.startsWith("rest:") ? "everyone else" : reference;
}

function shareText(share: GapShare): string {
  const { interval } = share;
  if (interval === null) return valueText(share);
  const upper = interval.upper === null ? "no upper end" : numberText(interval.upper);
  return `${valueText(share)} (${numberText(interval.lower)} to ${upper})`;
}

function valueText({ value }: GapShare): string {
  return signedText(value);
}

/** What is nothing but rounding is 0. */
function signedText(value: number): string {
  const exact = Math.abs(value) < 1e-12 ? 0 : value;
  return exact > 0 ? `+${numberText(exact)}` : numberText(exact);
}
