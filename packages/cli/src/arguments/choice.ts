import { EvenhandError, shown, suggestName } from "@evenhand/core";

/**
 * The value of an option that takes one of a few words.
 *
 * @throws EvenhandError `usage/option-value`
 */
export function requireChoice<T extends string>(
  choices: readonly T[],
  given: string,
  option: string,
): T {
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  throw new EvenhandError({
    code: "usage/option-value",
    path: option,
    problem: "there is no such choice",
    expected: choices.join(" or "),
    received: shown(given),
    hint: suggestName(given, choices),
  });
}
