import { EvenhandError, shown } from "../errors.ts";
import { ADDRESS_EXPECTED, isSafeAddress } from "./address.ts";
import type { FeatureValue } from "./attribution.ts";
import { displayName, displayPassage } from "./display-text.ts";
import { type FeatureDeclaration, isAdviceBarred } from "./feature.ts";
import type { FeatureDescription, FeatureKind, FeatureNames } from "./record.ts";
import { pickLanguage, textsByLanguage, UNDETERMINED, unitsByLanguage } from "./wording.ts";

const NAMELESS = "?";

/**
 * What a record keeps of a declaration: safe names, and only the levels among `values`.
 *
 * @throws EvenhandError `config/language-tag`, `config/address`
 */
export function describeFeature(
  feature: string,
  declaration: FeatureDeclaration | undefined,
  values: readonly FeatureValue[],
  locale: string,
): FeatureDescription {
  const kind = kindOf(declaration);
  const names: FeatureNames = {
    label: textsByLanguage(declaration?.label),
    unit: unitsByLanguage(declaration?.unit),
    levels: namedLevels(declaration?.levels ?? {}, values),
  };
  return {
    feature,
    ...wordsIn(names, locale, displayName(feature) || NAMELESS),
    kind,
    proxyOf: (declaration?.proxyOf ?? []).map(displayName),
    inferred: declaration?.source === "inferred",
    use: kind === "ordinary" ? null : describeUse(declaration?.use ?? "prohibited"),
    actionable: describeOwner(declaration?.actionable),
    ...describeUseful(feature, declaration),
    ...(saysMore(names) ? { names } : {}),
  };
}

type Useful = Pick<FeatureDescription, "hidesValue" | "adjustAt" | "purpose" | "more" | "less">;

function describeUseful(feature: string, declaration: FeatureDeclaration = {}): Useful {
  const { adjustAt, show } = declaration;
  if (adjustAt !== undefined && !isSafeAddress(adjustAt)) throw unsafeAddress(feature, adjustAt);
  const texts = (["purpose", "more", "less"] as const).flatMap((key) => {
    const text = textsByLanguage(declaration[key]);
    return Object.keys(text).length === 0 ? [] : [[key, text] as const];
  });
  return {
    ...(show === "name" ? { hidesValue: true as const } : {}),
    ...(adjustAt === undefined || isAdviceBarred(declaration) ? {} : { adjustAt }),
    ...Object.fromEntries(texts),
  };
}

function unsafeAddress(feature: string, address: string): EvenhandError {
  return new EvenhandError({
    code: "config/address",
    path: `features.${feature}.adjustAt`,
    problem: "a notice cannot link to this address",
    expected: ADDRESS_EXPECTED,
    received: shown(address),
  });
}

/** The same description with label, unit and levels in another language, as far as it is declared. */
export function translateFeature(
  description: FeatureDescription,
  locale: string,
): FeatureDescription {
  const { names, label, unit, levels } = description;
  const unnamed = displayName(description.feature) || NAMELESS;
  const words = names === undefined ? { label, unit, levels } : wordsIn(names, locale, unnamed);
  // A record may have been read from a file that somebody changed.
  return {
    ...description,
    label: displayName(words.label) || unnamed,
    unit: words.unit === null ? null : displayName(words.unit),
    levels: words.levels.map((each) => ({ ...each, label: displayName(each.label) || NAMELESS })),
  };
}

function wordsIn(
  names: FeatureNames,
  locale: string,
  unnamed: string,
): Pick<FeatureDescription, "label" | "unit" | "levels"> {
  return {
    label: pickLanguage(names.label, locale)?.text ?? unnamed,
    unit: pickLanguage(names.unit, locale)?.text.other ?? null,
    levels: names.levels.map(({ level, label }) => ({
      level,
      label: pickLanguage(label, locale)?.text ?? NAMELESS,
    })),
  };
}

/** True where label, unit and levels in one language do not say all that was declared. */
function saysMore({ label, unit, levels }: FeatureNames): boolean {
  const declared = [label, unit, ...levels.map((each) => each.label)].flatMap(Object.keys);
  return (
    declared.some((language) => language !== UNDETERMINED) ||
    Object.values(unit).some((forms) => Object.keys(forms).length > 1)
  );
}

function kindOf(declaration: FeatureDeclaration | undefined): FeatureKind {
  if (declaration?.protected === true) return "protected";
  return (declaration?.proxyOf?.length ?? 0) > 0 ? "proxy" : "ordinary";
}

function describeUse(use: "prohibited" | { readonly allowed: string }): FeatureDescription["use"] {
  return use === "prohibited" ? use : { allowed: displayPassage(use.allowed) };
}

function describeOwner(
  actionable: FeatureDeclaration["actionable"],
): FeatureDescription["actionable"] {
  if (actionable === undefined) return null;
  return {
    owner: displayName(actionable.owner),
    rationale: displayPassage(actionable.rationale),
  };
}

function namedLevels(
  names: NonNullable<FeatureDeclaration["levels"]>,
  values: readonly FeatureValue[],
): FeatureNames["levels"] {
  const present = new Set(values.filter((value) => value !== null).map(String));
  return [...present]
    .filter((level) => Object.hasOwn(names, level))
    .sort()
    .map((level) => ({ level, label: textsByLanguage(names[level]) }));
}
