import {
  allowedChange,
  EvenhandError,
  type FeatureDeclaration,
  type FeatureLink,
  shown,
} from "@evenhand/core";

type Declared = Readonly<Record<string, FeatureDeclaration>>;

interface Span {
  readonly min: number;
  readonly max: number;
}

/**
 * Refuses a link that no advice within the declared ranges of its inputs can keep: a condition that asks
 * for numbers outside the range, and an order whose upper input ends below where the lower one begins. The
 * range of an input that may not change binds nobody.
 *
 * @throws EvenhandError `config/link` that names the link and the ranges
 */
export function checkLinkRanges(links: readonly FeatureLink[], declared: Declared): void {
  for (const [index, link] of links.entries()) {
    const found = contradiction(link, declared);
    if (found === null) continue;
    throw new EvenhandError({
      code: "config/link",
      path: `links[${index}]`,
      problem: `it contradicts ${found.features.map((name) => `features.${name}.range`).join(" and ")}: ${found.reason}`,
      expected: "a link that can be kept within the ranges",
      received: found.received,
    });
  }
}

interface Contradiction {
  readonly features: readonly string[];
  readonly reason: string;
  readonly received: string;
}

function contradiction(link: FeatureLink, declared: Declared): Contradiction | null {
  const upper = rangeOf(link.feature, declared);
  if (upper === null) return null;
  if ("when" in link) {
    const { min = -Infinity, max = Infinity } = link;
    if (link.in !== undefined || Math.max(min, upper.min) <= Math.min(max, upper.max)) return null;
    return {
      features: [link.feature],
      reason: `${shown(link.feature)} is asked to lie where its range does not reach`,
      received: `link ${told({ min, max })}; range ${told(upper)}`,
    };
  }
  const lower = rangeOf(link.atLeast, declared);
  const { plus = 0 } = link;
  if (lower === null || upper.max >= lower.min + plus) return null;
  return {
    features: [link.feature, link.atLeast],
    reason: `${shown(link.feature)} ends below where ${shown(link.atLeast)} + ${plus} begins`,
    received: `${link.feature} ${told(upper)}; ${link.atLeast} ${told(lower)}`,
  };
}

/** Null where advice is bound by none. */
function rangeOf(name: string, declared: Declared): Span | null {
  const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (declaration?.range === undefined || allowedChange(declaration) === "none") return null;
  return { min: declaration.range.min ?? -Infinity, max: declaration.range.max ?? Infinity };
}

function told({ min, max }: Span): string {
  return `${min === -Infinity ? "−∞" : min} to ${max === Infinity ? "∞" : max}`;
}
