import { type LocalText, textsByLanguage } from "./wording.ts";

type Direction = "for" | "against";

/** One entry of a lender's own list of reasons. */
export interface ReasonCode {
  readonly code: string;
  /** The lender's words for it, once or by language. */
  readonly text?: LocalText;
  /** The inputs it truly speaks of. */
  readonly features: readonly string[];
  /** The push it stands for; default `against`. */
  readonly direction?: Direction | "any";
}

/**
 * How a reason stands on the lender's list. `no-code`: no entry was declared for this input and
 * direction; the nearest one is never taken in its place.
 */
export type ReasonCoding =
  | {
      readonly status: "coded";
      readonly code: string;
      /** By language; empty where the list gives none. */
      readonly text: Readonly<Record<string, string>>;
    }
  | { readonly status: "no-code" };

/** The entry that is declared for this input and direction. At most one is: the configuration is checked. */
export function codeReason(
  codes: readonly ReasonCode[],
  feature: string,
  direction: Direction,
): ReasonCoding {
  const found = codes.find((each) => fits(each, feature, direction));
  return found === undefined
    ? { status: "no-code" }
    : { status: "coded", code: found.code, text: textsByLanguage(found.text) };
}

function fits(
  { features, direction: declared = "against" }: ReasonCode,
  feature: string,
  direction: Direction,
): boolean {
  return features.includes(feature) && (declared === "any" || declared === direction);
}

/** Two entries that would both fit some reason, and the input; null where no two do. */
export function findCodeConflict(
  codes: readonly ReasonCode[],
): { readonly first: number; readonly second: number; readonly feature: string } | null {
  for (const [second, { features, direction = "against" }] of codes.entries()) {
    const ways = direction === "any" ? (["for", "against"] as const) : [direction];
    for (const feature of features) {
      const first = codes
        .slice(0, second)
        .findIndex((each) => ways.some((way) => fits(each, feature, way)));
      if (first !== -1) return { first, second, feature };
    }
  }
  return null;
}
