import { shown } from "../../errors.ts";
import type { FeatureDeclaration } from "../../explanations/feature.ts";
import {
  type LocalText,
  textsByLanguage,
  UNDETERMINED,
  unitsByLanguage,
} from "../../explanations/wording.ts";
import type { Configuration } from "../configuration.ts";
import { type ConfigurationIssue, issueAt } from "../issue.ts";
import { asWords, findObstacle, isCode } from "./readable.ts";

/** An input of the model as the data have it. */
export interface ModelInput {
  readonly name: string;
  /** The distinct texts of a category; null for numbers. */
  readonly levels: readonly string[] | null;
}

type Segments = readonly (string | number)[];
type ByLanguage = Readonly<Record<string, string>>;

/**
 * What a person could not read in a notice: inputs without a label, labels like column names, numbers
 * without a unit or without words for more and less, codes without a name, texts that lack a language
 * others have, ordinary inputs whose name speaks of a protected attribute, inputs that no reason code
 * fits. Each with the path to it. These do not make a configuration wrong.
 *
 * @param inputs the inputs of the model that are known; those declared are looked at in any case
 */
export function findNamingIssues(
  { features, reasonCodes }: Configuration,
  inputs: readonly ModelInput[],
): readonly ConfigurationIssue[] {
  const languages = languagesOf(features);
  const protectedWords = wordsOfProtected(features);
  const known = new Map(inputs.map((input) => [input.name, input]));
  const names = inputs.length > 0 ? inputs.map(({ name }) => name) : Object.keys(features);
  return names.flatMap((name) => {
    const declaration = features[name] ?? {};
    return [
      ...labelIssues(name, declaration),
      ...unreadableTexts(name, declaration),
      ...languageIssues(name, declaration, languages),
      ...numberIssues(name, declaration, known.get(name)),
      ...levelIssues(name, declaration, known.get(name)),
      ...mentionIssues(name, declaration, protectedWords),
      ...(reasonCodes.length === 0 || reasonCodes.some((each) => each.features.includes(name))
        ? []
        : [withoutCode(name)]),
    ];
  });
}

function labelIssues(name: string, { label }: FeatureDeclaration): ConfigurationIssue[] {
  if (label !== undefined) return [];
  return [
    issueAt(["features", name], {
      code: "config/label-missing",
      problem: "a notice would call this input by the name of its column",
      received: shown(name),
      expected: "a label that people use",
      hint: `For example \`label: ${asWords(name) || "what it is"}\`.`,
    }),
  ];
}

function unreadableTexts(name: string, declaration: FeatureDeclaration): ConfigurationIssue[] {
  return textsOf(name, declaration).flatMap(({ segments, texts }) => {
    return Object.entries(texts).flatMap(([language, text]) => {
      const obstacle = findObstacle(text, segments[2] === "levels" ? "value" : "name");
      const at = language === UNDETERMINED ? segments : [...segments, language];
      return obstacle === null
        ? []
        : [
            issueAt(at, {
              code: "config/label-unreadable",
              problem: `people cannot read this well: ${obstacle.problem}`,
              received: shown(text),
              hint: obstacle.hint,
            }),
          ];
    });
  });
}

/** Texts that lack a language others have; the levels of one input together. */
function languageIssues(
  name: string,
  declaration: FeatureDeclaration,
  languages: readonly string[],
): ConfigurationIssue[] {
  const lacking = textsOf(name, declaration).filter(({ texts }) =>
    languages.some((language) => !Object.hasOwn(texts, language)),
  );
  const levels = lacking.filter(({ segments }) => segments[2] === "levels");
  const others = lacking.filter((each) => !levels.includes(each));
  const problem = "texts lack a language that others are declared in";
  const rest = { code: "config/label-language", problem, expected: languages.join(", ") } as const;
  return [
    ...others.map(({ segments, texts }) =>
      issueAt(segments, { ...rest, received: languagesIn(texts) }),
    ),
    ...(levels.length === 0
      ? []
      : [
          issueAt(["features", name, "levels"], {
            ...rest,
            received: listed(
              levels.map(({ segments, texts }) => `${segments[3]}: ${languagesIn(texts)}`),
            ),
          }),
        ]),
  ];
}

function languagesIn(texts: ByLanguage): string {
  return Object.keys(texts)
    .map((tag) => (tag === UNDETERMINED ? "one text for all" : tag))
    .join(" and ");
}

/** The first three, and how many more. */
function listed(texts: readonly string[]): string {
  const first = texts.slice(0, 3).join(", ");
  return texts.length > 3 ? `${first}, and ${texts.length - 3} more` : first;
}

function numberIssues(
  name: string,
  { unit, levels, more, less }: FeatureDeclaration,
  input: ModelInput | undefined,
): ConfigurationIssue[] {
  // Numbers whose values have names are codes.
  if (input === undefined || input.levels !== null || levels !== undefined) return [];
  const lacking = [more === undefined ? "more" : [], less === undefined ? "less" : []].flat();
  return [
    ...(unit !== undefined
      ? []
      : [
          issueAt(["features", name], {
            code: "config/unit-missing",
            problem: "a notice would give this number without its unit",
            expected: "`unit`: what is counted or measured",
            hint: "For example `unit: euros`, or `unit: { one: child, other: children }`.",
          }),
        ]),
    ...(lacking.length === 0
      ? []
      : [
          issueAt(["features", name], {
            code: "config/comparison-missing",
            problem:
              "a notice cannot say in words whether this number is above or below the typical one",
            expected: lacking.map((key) => `\`${key}\``).join(" and "),
            hint: "For example `more: more hours` and `less: fewer hours`.",
          }),
        ]),
  ];
}

function levelIssues(
  name: string,
  { levels = {} }: FeatureDeclaration,
  input: ModelInput | undefined,
): ConfigurationIssue[] {
  const unnamed = (input?.levels ?? []).filter(
    (level) => !Object.hasOwn(levels, level) && isCode(level),
  );
  if (unnamed.length === 0) return [];
  return [
    issueAt(["features", name], {
      code: "config/level-unnamed",
      problem: "these values stand in the data as codes, and a notice would print them",
      received: listed(unnamed.map(shown)),
      expected: "a name for each under `levels`",
    }),
  ];
}

/** An ordinary input that is called like a protected attribute may well give it away. */
function mentionIssues(
  name: string,
  declaration: FeatureDeclaration,
  protectedWords: ReadonlyMap<string, string>,
): ConfigurationIssue[] {
  if (declaration.protected === true || (declaration.proxyOf?.length ?? 0) > 0) return [];
  const named = textsOf(name, declaration).find(({ texts }) =>
    Object.values(texts).some((text) => mentionedIn(text, protectedWords) !== null),
  );
  const text = named === undefined ? asWords(name) : Object.values(named.texts).join(" ");
  const attribute = mentionedIn(text, protectedWords);
  if (attribute === null) return [];
  return [
    issueAt(named?.segments ?? ["features", name], {
      code: "config/label-mentions-protected",
      problem: `an ordinary input speaks of a protected attribute: ${shown(attribute)}`,
      received: shown(text),
      hint: `Declare \`proxyOf: [${attribute}]\` where it gives that away, or name it otherwise.`,
    }),
  ];
}

function withoutCode(name: string): ConfigurationIssue {
  return issueAt(["reasonCodes"], {
    code: "config/no-reason-code",
    problem: "no reason code fits this input, so that a record would say `no-code`",
    received: shown(name),
    expected: "the input among the `features` of a code",
    hint: "Where no code of your list says it truly, leave it so: the nearest one would mislead.",
  });
}

interface DeclaredTexts {
  readonly segments: Segments;
  readonly texts: ByLanguage;
}

function textsOf(name: string, declaration: FeatureDeclaration): readonly DeclaredTexts[] {
  const { label, unit, levels = {}, more, less } = declaration;
  const plain: readonly (readonly [string, LocalText | undefined])[] = [
    ["label", label],
    ["more", more],
    ["less", less],
  ];
  const units = Object.entries(unitsByLanguage(unit)).map(
    ([language, forms]) => [language, forms.other] as const,
  );
  return [
    ...plain.map(([key, text]) => ({
      segments: ["features", name, key],
      texts: rawTexts(text),
    })),
    { segments: ["features", name, "unit"], texts: Object.fromEntries(units) },
    ...Object.entries(levels).map(([level, text]) => ({
      segments: ["features", name, "levels", level],
      texts: rawTexts(text),
    })),
  ].filter(({ texts }) => Object.keys(texts).length > 0);
}

/** As declared, before anything is made safe to print. */
function rawTexts(text: LocalText | undefined): ByLanguage {
  if (text === undefined) return {};
  return typeof text === "string" ? { [UNDETERMINED]: text } : text;
}

/** Every language that some label, unit or level is declared in, sorted. */
function languagesOf(features: Configuration["features"]): readonly string[] {
  const tags = Object.entries(features).flatMap(([name, declaration]) =>
    textsOf(name, declaration).flatMap(({ texts }) => Object.keys(texts)),
  );
  return [...new Set(tags)].filter((tag) => tag !== UNDETERMINED).sort();
}

/** The names and labels of protected attributes, in small letters, and the attribute of each. */
function wordsOfProtected(features: Configuration["features"]): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(features)
      .filter(([, declaration]) => declaration.protected === true)
      .flatMap(([name, { label }]) =>
        [asWords(name), ...Object.values(textsByLanguage(label))].map(
          (word) => [word.toLowerCase(), name] as const,
        ),
      ),
  );
}

/** The protected attribute whose name stands in a text as a word of its own; null where none does. */
function mentionedIn(text: string, words: ReadonlyMap<string, string>): string | null {
  const padded = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  for (const [word, attribute] of words) {
    if (word !== "" && padded.includes(` ${word.replace(/[^\p{L}\p{N}]+/gu, " ")} `)) {
      return attribute;
    }
  }
  return null;
}
