import { EvenhandError, shown } from "@evenhand/core";

/** What happens where a budget is not settled. */
export type Rule = "block" | "warn";

/**
 * The value of an option that takes `block` or `warn`.
 *
 * @throws EvenhandError `usage/option-value`
 */
export function requireRule(given: string, option: string): Rule {
  if (given === "block" || given === "warn") return given;
  throw new EvenhandError({
    code: "usage/option-value",
    path: option,
    problem: "there is no such choice",
    expected: "block or warn",
    received: shown(given),
  });
}
