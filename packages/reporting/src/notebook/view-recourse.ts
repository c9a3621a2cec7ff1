import type { RecourseProfile } from "@evenhand/core";
import { ABSENT, formatCount, formatNumber } from "../wording/numbers.ts";
import { plainText, plural } from "../wording/text.ts";
import { tableOfTexts, type View, viewWith } from "./view.ts";

/** Of a cost; null is none that is finite. */
interface Ends {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What refused people could have changed, cohort by cohort: the share without any first. */
export function viewRecourse(profiles: readonly RecourseProfile[]): View {
  return viewWith(sentenceOf(profiles), {
    tables: [
      tableOfTexts(
        "",
        [
          "Cohort",
          "People#",
          "No recourse, proved#",
          "Search ended#",
          "Median cost#",
          "Interval#",
          "Cost of three quarters#",
        ],
        profiles
          .filter(isNoRest)
          .map((profile) => [
            plainText(profile.cohort),
            formatCount(profile.people),
            shareOf(profile.infeasible, profile.people),
            shareOf(profile.notFound, profile.people),
            ...quantileTexts(profile, 0.5),
            quantileTexts(profile, 0.75)[0] as string,
          ]),
      ),
    ],
  });
}

/** Everyone else than a cohort is in the table as other cohorts. */
function isNoRest({ cohort }: RecourseProfile): boolean {
  return !cohort.startsWith("rest:");
}

function sentenceOf(profiles: readonly RecourseProfile[]): string {
  const all = profiles.find(({ dimension }) => dimension === null);
  if (all === undefined) return "What refused people could have changed, by cohort.";
  const { people, infeasible, notFound } = all;
  const open = notFound === 0 ? "" : ` For ${formatCount(notFound)} the search ended first.`;
  return `Of ${plural(formatCount(people), people === 1, "refused person", "refused people")}, ${formatCount(infeasible)} ${infeasible === 1 ? "is" : "are"} proved to have no allowed change that alters the outcome.${open}`;
}

function shareOf(count: number, people: number): string {
  return `${formatCount(count)} (${formatNumber(count / people)})`;
}

/** The quantile for these people, and between which values it lies for those they were drawn from. */
function quantileTexts({ quantiles }: RecourseProfile, share: number): string[] {
  const found = quantiles.find((each) => each.share === share);
  return found === undefined ? [ABSENT, ABSENT] : [rangeOf(found.solved), rangeOf(found.interval)];
}

function rangeOf({ lower, upper }: Ends): string {
  const end = (cost: number | null) => (cost === null ? "none" : formatNumber(cost));
  return lower === upper ? end(lower) : `${end(lower)} to ${end(upper)}`;
}
