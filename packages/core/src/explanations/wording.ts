import { EvenhandError, shown } from "../errors.ts";
import { displayName } from "./display-text.ts";

/** One text for every language, or one a language by its BCP 47 tag: `{ en: "age", de: "Alter" }`. */
export type LocalText = string | Readonly<Record<string, string>>;

/** A unit as it follows a number, by CLDR plural category: `{ one: "child", other: "children" }`. */
export interface PluralForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** A unit that is written alike after every number, or one with plural forms. */
export type UnitText = string | PluralForms;

export type LocalUnit = UnitText | Readonly<Record<string, UnitText>>;

/** Stands for the language of a text that was declared without one (BCP 47: undetermined). */
export const UNDETERMINED = "und";

type ByLanguage<T> = Readonly<Record<string, T>>;

/** Safe to print, by language; texts of which nothing visible remains are left out. */
export function textsByLanguage(text: LocalText | undefined): ByLanguage<string> {
  if (text === undefined) return {};
  const entries = typeof text === "string" ? [[UNDETERMINED, text] as const] : Object.entries(text);
  return Object.fromEntries(
    entries
      .map(([tag, each]) => [checkTag(tag), displayName(each)] as const)
      .filter(([, each]) => each !== ""),
  );
}

/** The same for units; a form that is left out or empty is `other`. */
export function unitsByLanguage(unit: LocalUnit | undefined): ByLanguage<PluralForms> {
  if (unit === undefined) return {};
  const entries = isUnitText(unit) ? [[UNDETERMINED, unit] as const] : Object.entries(unit);
  return Object.fromEntries(
    entries
      .map(([tag, each]) => [checkTag(tag), formsOf(each)] as const)
      .filter(([, { other }]) => other !== ""),
  );
}

/**
 * The entry to use in a notice of one language, in this order: that language; its base language
 * (`de` for `de-AT`); declared without a language; English; the first by tag.
 */
export function pickLanguage<T>(
  texts: ByLanguage<T>,
  locale: string,
): { readonly language: string; readonly text: T } | null {
  const [base = locale] = locale.split("-");
  const wanted = [locale, base, UNDETERMINED, "en", ...Object.keys(texts).sort()];
  const language = wanted.find((tag) => Object.hasOwn(texts, tag));
  return language === undefined ? null : { language, text: texts[language] as T };
}

/** The entry of one language, of its base language, or one declared without any; null for another's. */
export function pickOwnLanguage<T>(texts: ByLanguage<T>, locale: string): T | null {
  const picked = pickLanguage(texts, locale);
  const [base] = locale.split("-");
  const isOwn =
    picked !== null && [locale, base, UNDETERMINED].some((tag) => tag === picked.language);
  return isOwn ? picked.text : null;
}

function isUnitText(unit: LocalUnit): unit is UnitText {
  return typeof unit === "string" || typeof unit.other === "string";
}

function formsOf(unit: UnitText): PluralForms {
  if (typeof unit === "string") return { other: displayName(unit) };
  const entries = Object.entries(unit).map(([category, form]) => [category, displayName(form)]);
  return Object.fromEntries(entries.filter(([, form]) => form !== "")) as unknown as PluralForms;
}

function checkTag(tag: string): string {
  try {
    if (tag === UNDETERMINED || Intl.getCanonicalLocales(tag)[0] === tag) return tag;
  } catch {
    // Not well formed: refused below like a tag that is not in its canonical form.
  }
  throw new EvenhandError({
    code: "config/language-tag",
    path: "features",
    problem: "a text is declared in a language that has no such tag",
    expected: "BCP 47 tags in their usual case: de, es, ar, pt-BR",
    received: shown(tag),
  });
}
