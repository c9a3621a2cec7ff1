import type { TippingPoint, VerdictKind } from "../verdict.ts";
import { countText } from "../wording.ts";

/** What a tipping point's sentence is made of. */
export interface TippingParts extends Pick<TippingPoint, "kind" | "from" | "to" | "count" | "of"> {
  /** The cohort whose rows would change, as sentences name it. */
  readonly who: string;
}

/** One plain sentence: what holds, until how many of how many, and what then. */
export function tippingSentence(parts: TippingParts): string {
  const { from, to, count, of } = parts;
  const percent = (100 * count) / of;
  const share = `${percent.toFixed(percent < 0.095 ? 2 : 1)}\u00a0%`;
  return `${STANDING[from]} until ${countText(count)} of the ${countText(of)} ${changeText(parts, share)}; then ${STANDING[to].toLowerCase()}.`;
}

function changeText({ kind, count, who }: TippingParts, share: string): string {
  const isOne = count === 1;
  switch (kind) {
    case "labels":
    case "reference-labels":
      return `recorded outcomes of ${who} (${share}) ${isOne ? "goes" : "go"} the other way`;
    case "decisions":
      return `decisions about ${who} (${share}) ${isOne ? "goes" : "go"} the other way`;
    case "unknown":
    case "reference-unknown":
      return `rows of unknown attribute (${share}) ${isOne ? "belongs" : "belong"} to ${who} with the outcomes that matter most`;
  }
}

const STANDING: Readonly<Record<VerdictKind, string>> = {
  pass: "Inside",
  fail: "Outside",
  inconclusive: "Not decided",
  "no-data": "Without data",
  error: "In error",
};
