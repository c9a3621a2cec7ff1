import {
  type ConditionLink,
  EvenhandError,
  type FeatureLink,
  type OrderLink,
  shown,
} from "@evenhand/core";

/**
 * Refuses two links that nothing which changes their inputs can keep together: orders that ask each of
 * two numbers to lie above the other, and conditions that let an input be nothing for one level.
 *
 * @throws EvenhandError `config/link` that names both
 */
export function checkLinkPairs(links: readonly FeatureLink[]): void {
  for (const [second, link] of links.entries()) {
    for (const [first, earlier] of links.slice(0, second).entries()) {
      const reason = contradiction(earlier, link);
      if (reason === null) continue;
      throw new EvenhandError({
        code: "config/link",
        path: `links[${second}]`,
        problem: `it contradicts links[${first}]: ${reason}`,
        expected: "links that can be kept together",
        received: `${told(earlier)}; ${told(link)}`,
      });
    }
  }
}

function contradiction(first: FeatureLink, second: FeatureLink): string | null {
  if ("when" in first || "when" in second) {
    return "when" in first && "when" in second ? betweenConditions(first, second) : null;
  }
  return betweenOrders(first, second);
}

/** a ≥ b + p and b ≥ a + q need p + q ≤ 0. */
function betweenOrders(first: OrderLink, second: OrderLink): string | null {
  if (first.feature !== second.atLeast || first.atLeast !== second.feature) return null;
  if ((first.plus ?? 0) + (second.plus ?? 0) <= 0) return null;
  return `${shown(first.feature)} and ${shown(first.atLeast)} are each to lie above the other`;
}

function betweenConditions(first: ConditionLink, second: ConditionLink): string | null {
  if (first.feature !== second.feature || first.when.feature !== second.when.feature) return null;
  const level = first.when.in.find((one) => second.when.in.includes(one));
  if (level === undefined) return null;
  const least = Math.max(first.min ?? -Infinity, second.min ?? -Infinity);
  const most = Math.min(first.max ?? Infinity, second.max ?? Infinity);
  const isEmpty =
    first.in !== undefined && second.in !== undefined
      ? !first.in.some((one) => second.in?.includes(one))
      : least > most;
  if (!isEmpty) return null;
  return `where ${shown(first.when.feature)} is ${shown(level)}, ${shown(first.feature)} could be nothing`;
}

function told(link: FeatureLink): string {
  if (!("when" in link)) return `${link.feature} ≥ ${link.atLeast} + ${link.plus ?? 0}`;
  const { when, feature, min, max, in: levels } = link;
  const allowed = levels === undefined ? `${min ?? "−∞"} to ${max ?? "∞"}` : levels.join(" or ");
  return `${when.feature} ${when.in.join(" or ")}: ${feature} ${allowed}`;
}
