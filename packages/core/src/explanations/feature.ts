import type { LocalText, LocalUnit } from "./wording.ts";

/** Which way a person can move an input. */
export type ChangeDirection = "any" | "up" | "down" | "none";

/**
 * What the configuration declares about one input. Everything is optional: an undeclared input is
 * unprotected, may change either way, and is called by its column name.
 */
export interface FeatureDeclaration {
  /**
   * The name people use: `hours worked a week`, or `{ en: "hours worked a week", de: … }`. A notice
   * takes that of its language, else the one without a language, else English, else the first by
   * tag. Default: the column name.
   */
  readonly label?: LocalText;
  /**
   * `dollars`, `{ one: "child", other: "children" }`, or either by language. Units of time
   * (`years`, `hours`, …) are said in the language of the notice.
   */
  readonly unit?: LocalUnit;
  /** Names people use for coded levels: `{ A11: "below 0 DM" }`; by language as labels are. */
  readonly levels?: Readonly<Record<string, LocalText>>;
  readonly protected?: boolean;
  readonly source?: "self-reported" | "inferred";
  /** What the input is used for, for reviewers: `to see whether the loan can be paid back`. */
  readonly purpose?: LocalText;
  /** `name`: the client's notice names the input and withholds its value. Default `value`. */
  readonly show?: "value" | "name";
  /**
   * Of a number: what a value above (`more`) and below (`less`) the typical one is called, as it
   * stands before "than is typical": `more hours`, `fewer hours`; by language as labels are.
   */
  readonly more?: LocalText;
  readonly less?: LocalText;
  /** Whether a protected attribute may lawfully play a part, and on what basis. Default `prohibited`. */
  readonly use?: "prohibited" | { readonly allowed: string };
  /** Protected attributes that this input gives away (`relationship` gives away sex). */
  readonly proxyOf?: readonly string[];
  /** Default `any`; `none` for protected attributes and proxies. */
  readonly change?: ChangeDirection;
  readonly range?: { readonly min?: number; readonly max?: number };
  /** Changed numbers move in steps of this size from the present value. */
  readonly step?: number;
  /** Cost of one unit (numbers) or of a changed level (categories). */
  readonly cost?: number;
  /**
   * Of a category: the changes of level that may be advised, and the cost of each, from → to:
   * `{ school: { college: 2, degree: 5 } }`. No other is advised. Default: any, each at `cost`.
   */
  readonly transitions?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /**
   * Where a person can change this input: `https:`, `mailto:` or a relative path. Shown with the
   * changes, never for an input whose change must not be advised.
   */
  readonly adjustAt?: string;
  /** A named person who answers for advising a change of a protected attribute or of a proxy. */
  readonly actionable?: { readonly owner: string; readonly rationale: string };
}

/** True when advice to change this input is never given: protected or a proxy, and no owner answers for it. */
export function isAdviceBarred(feature: FeatureDeclaration): boolean {
  if (feature.actionable !== undefined) return false;
  return feature.protected === true || (feature.proxyOf?.length ?? 0) > 0;
}

/** The direction in which a search may move this input, barred advice included. */
export function allowedChange(feature: FeatureDeclaration | undefined): ChangeDirection {
  if (feature === undefined) return "any";
  return isAdviceBarred(feature) ? "none" : (feature.change ?? "any");
}
