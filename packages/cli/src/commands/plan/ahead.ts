import { type AheadQuestion, EvenhandError, parseNumber, shown } from "@evenhand/core";

/** What is planned before there are data. */
export const AHEAD_OPTIONS = {
  rate: { type: "string", value: "number", summary: "without data: the reference's rate" },
  compare: {
    type: "string",
    value: "ratio|difference|value",
    summary: "without data: what the limit is on (default ratio)",
  },
  min: { type: "string", value: "number", summary: "without data: the lower end of the limit" },
  max: { type: "string", value: "number", summary: "without data: the upper end of the limit" },
  comparisons: {
    type: "string",
    value: "number",
    summary: "without data: comparisons of the budget (default 1)",
  },
  share: {
    type: "string",
    value: "number",
    summary: "without data: decisions of the reference for one of the cohort (default 1)",
  },
} as const;

type AheadValues = { readonly [K in keyof typeof AHEAD_OPTIONS]: string | undefined };

const COMPARES = ["ratio", "difference", "value"] as const;

/**
 * The question that these options ask; null where none was given.
 *
 * @throws EvenhandError `usage/number`, `usage/compare`
 */
export function aheadQuestion(options: AheadValues): AheadQuestion | null {
  const names = Object.keys(AHEAD_OPTIONS) as (keyof AheadValues)[];
  if (names.every((name) => options[name] === undefined)) return null;
  const numberFor = (name: keyof AheadValues): number | undefined => {
    const text = options[name];
    return text === undefined ? undefined : numberOf(text, `--${name}`);
  };
  const compare = options.compare ?? "ratio";
  const known = COMPARES.find((one) => one === compare);
  if (known === undefined) {
    throw new EvenhandError({
      code: "usage/compare",
      path: "--compare",
      problem: "there is no such comparison",
      expected: COMPARES.join(", "),
      received: shown(compare),
    });
  }
  const numbers = (["rate", "share", "comparisons"] as const).flatMap((name) => {
    const number = numberFor(name);
    return number === undefined ? [] : [[name, number] as const];
  });
  const limit = { min: numberFor("min") ?? null, max: numberFor("max") ?? null };
  return { compare: known, limit, ...Object.fromEntries(numbers) };
}

/** @throws EvenhandError `usage/number` */
export function numberOf(text: string, path: string): number {
  const number = parseNumber(text);
  if (number !== null && Number.isFinite(number)) return number;
  throw new EvenhandError({
    code: "usage/number",
    path,
    problem: "this is not a number",
    expected: "a number such as 0.8",
    received: shown(text),
  });
}
