import { parseArgs } from "node:util";
import { EvenhandError, shown, suggestName } from "@evenhand/core";
import type { Given, Options, OptionValues, VerbDeclaration } from "./declaration.ts";

/**
 * The arguments of a verb as declared.
 *
 * @throws EvenhandError `usage/unknown-option`, `usage/option-value`, `usage/repeated-option`,
 *   `usage/missing-argument`, `usage/extra-argument`
 */
export function parseVerb<O extends Options>(
  verb: VerbDeclaration<O>,
  argv: readonly string[],
): Given<O> {
  // Not strict: the tokens below are judged here, since a mistyped option deserves a suggestion.
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(verb.options).map(([name, { type }]) => [name, { type }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind === "option") addOption(verb, token, values);
  }
  checkPositionals(verb, positionals);
  return { options: collect(verb.options, values), positionals };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function addOption(
  verb: VerbDeclaration<Options>,
  token: OptionToken,
  values: Map<string, string[]>,
): void {
  const declared = Object.hasOwn(verb.options, token.name) ? verb.options[token.name] : undefined;
  if (declared === undefined) throw unknownOption(verb, token);
  if (declared.type === "boolean" && token.value !== undefined) {
    throw new EvenhandError({
      code: "usage/option-value",
      path: token.rawName,
      problem: "this option takes no value",
      received: shown(token.value),
    });
  }
  if (declared.type === "string" && !isValue(token)) {
    throw new EvenhandError({
      code: "usage/option-value",
      path: token.rawName,
      problem: "this option needs a value",
      expected: declared.value ?? "a value",
      received: token.value === undefined ? "nothing" : shown(token.value),
    });
  }
  const before = values.get(token.name);
  if (before !== undefined && declared.multiple !== true) {
    throw new EvenhandError({
      code: "usage/repeated-option",
      path: token.rawName,
      problem: "this option was given more than once",
      hint: "Keep one of them.",
    });
  }
  values.set(token.name, [...(before ?? []), token.value ?? ""]);
}

/** `--out --json` forgot the value of `--out`; `--threshold -0.5` did not. */
function isValue({ value, inlineValue }: OptionToken): boolean {
  if (value === undefined || value === "") return false;
  return inlineValue === true || !/^-[^\d.]/.test(value);
}

function unknownOption(verb: VerbDeclaration<Options>, { rawName }: OptionToken): EvenhandError {
  const known = Object.keys(verb.options).map((name) => `--${name}`);
  return new EvenhandError({
    code: "usage/unknown-option",
    path: `evenhand ${verb.name}`,
    problem: "there is no such option",
    received: shown(rawName),
    hint: `${suggestName(rawName, known)} \`evenhand ${verb.name} --help\` lists them.`,
  });
}

function checkPositionals(verb: VerbDeclaration<Options>, given: readonly string[]): void {
  const missing = verb.positionals[given.length];
  if (missing?.required === true) {
    throw new EvenhandError({
      code: "usage/missing-argument",
      path: `evenhand ${verb.name}`,
      problem: `${missing.name} is missing`,
      expected: missing.summary,
      received: "nothing",
      hint: `For example: \`${verb.examples[0]}\`.`,
    });
  }
  const extra = given[verb.positionals.length];
  if (extra !== undefined) {
    throw new EvenhandError({
      code: "usage/extra-argument",
      path: `evenhand ${verb.name}`,
      problem: "there is one argument too many",
      received: shown(extra),
      expected: verb.positionals.map(({ name }) => name).join(" ") || "options only",
    });
  }
}

function collect<O extends Options>(
  options: O,
  values: ReadonlyMap<string, readonly string[]>,
): OptionValues<O> {
  const collected = Object.entries(options).map(([name, { type, multiple }]) => {
    const given = values.get(name);
    if (type === "boolean") return [name, given !== undefined];
    return [name, multiple === true ? (given ?? []) : given?.[0]];
  });
  return Object.fromEntries(collected) as OptionValues<O>;
}
