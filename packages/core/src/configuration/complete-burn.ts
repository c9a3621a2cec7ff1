import { shown } from "../errors.ts";
import type { BurnSection, DecisionsSection } from "./configuration.ts";
import { type Duration, leastDays, mostDays, parseDuration } from "./duration.ts";
import type { BurnInput } from "./input.ts";
import { type ConfigurationIssue, issueAt } from "./issue.ts";

/**
 * The section `burn`, its durations read. What the bounds over time cannot hold for is refused: they
 * take each decision as one of its own.
 */
export function completeBurn(
  input: BurnInput,
  decisions: DecisionsSection,
  report: (issue: ConfigurationIssue) => void,
): BurnSection {
  // The shape has been checked.
  const window = parseDuration(input.window) as Duration;
  const slot = parseDuration(input.slot) as Duration;
  if (window.unit === slot.unit ? window.count < slot.count : leastDays(window) < mostDays(slot)) {
    report(
      issueAt(["burn", "window"], {
        code: "config/invalid-value",
        problem: "the window is shorter than a slot",
        expected: `${input.slot} or more`,
        received: input.window,
      }),
    );
  }
  if (input.since !== undefined && !isDate(input.since)) {
    report(
      issueAt(["burn", "since"], {
        code: "config/invalid-value",
        problem: "this day is not in the calendar",
        expected: "a date that exists, as YYYY-MM-DD",
        received: shown(input.since),
      }),
    );
  }
  const problem =
    decisions.clusterBy !== null
      ? "several decisions about one subject are not independent"
      : decisions.weight?.kind === "sampling"
        ? "with sampling weights decisions are no whole counts"
        : null;
  if (problem !== null) {
    report(
      issueAt(["burn"], {
        code: "config/metric-inputs",
        problem: `bounds that hold at every look take each decision as one of its own, and ${problem}`,
        hint: "Take `burn` out, or what makes the decisions depend on each other.",
      }),
    );
  }
  return {
    window,
    slot,
    since: input.since ?? null,
    allowedShortfall: input.allowedShortfall ?? null,
  };
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
