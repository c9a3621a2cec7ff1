import { EvenhandError, shown } from "../errors.ts";

/**
 * One input is never below another: `{ feature: age, atLeast: tenure, plus: 16 }` says that
 * age ≥ tenure + 16.
 */
export interface OrderLink {
  readonly feature: string;
  readonly atLeast: string;
  /** Default 0. */
  readonly plus?: number;
}

/**
 * Levels of one input say something of another: `{ when: { feature: education, in: [Masters] },
 * feature: age, min: 23 }` says that whoever has a master's degree is at least 23. `min` and `max`
 * are of numbers, `in` is of categories.
 */
export interface ConditionLink {
  readonly when: { readonly feature: string; readonly in: readonly string[] };
  readonly feature: string;
  readonly min?: number;
  readonly max?: number;
  readonly in?: readonly string[];
}

/**
 * What holds between two inputs of anyone, so that no advice breaks it. It binds advice that changes
 * one of the two; where one of them is missing it says nothing.
 */
export type FeatureLink = OrderLink | ConditionLink;

/**
 * What is wrong with a link that says nothing, or that nothing can keep; null where it is sound.
 * `key` is the part of it that is meant, where it is one.
 */
export function problemOfLink(link: FeatureLink): LinkProblem | null {
  const other = "when" in link ? link.when.feature : link.atLeast;
  if (other === link.feature) {
    return {
      problem: `it links ${shown(link.feature)} with itself`,
      expected: "two inputs; a range of one stands under `features.<name>.range`",
    };
  }
  if (!("when" in link)) {
    if (Number.isFinite(link.plus ?? 0)) return null;
    return {
      key: "plus",
      problem: "this distance has no meaning",
      expected: "a finite number",
      received: String(link.plus),
    };
  }
  const { min, max } = link;
  const isNumber = min !== undefined || max !== undefined;
  const isSound = isNumber
    ? link.in === undefined && (min ?? -Infinity) <= (max ?? Infinity)
    : link.in !== undefined && link.in.length > 0;
  if (isSound) return null;
  return {
    problem: `it does not say what ${shown(link.feature)} may be then`,
    expected: "`min`, `max` or both, `min` not above `max`; or `in` with levels",
    received: JSON.stringify({ min, max, in: link.in }),
  };
}

export interface LinkProblem {
  readonly key?: string;
  readonly problem: string;
  readonly expected: string;
  readonly received?: string;
}

/**
 * Refuses a link that says nothing, or that nothing can keep.
 *
 * @param path of the link in what people wrote
 * @throws EvenhandError `config/link`
 */
export function checkLink(link: FeatureLink, path: string): void {
  const found = problemOfLink(link);
  if (found === null) return;
  const { key, ...details } = found;
  throw new EvenhandError({
    code: "config/link",
    path: key === undefined ? path : `${path}.${key}`,
    ...details,
  });
}
