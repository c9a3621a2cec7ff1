import { EvenhandError, shown } from "../errors.ts";
import { suggestName } from "../table/nearest.ts";
import { ar } from "./locales/ar.ts";
import { de } from "./locales/de.ts";
import { en } from "./locales/en.ts";
import { es } from "./locales/es.ts";
import type { Catalogue } from "./templates.ts";

export const CATALOGUES: readonly Catalogue[] = [ar, de, en, es];

/**
 * The catalogue of a language; that of `de` for `de-AT`.
 *
 * @throws EvenhandError `config/unknown-locale`, naming those there are
 */
export function catalogueOf(locale: string): Catalogue {
  const [base] = locale.split("-");
  const catalogue =
    CATALOGUES.find((candidate) => candidate.locale === locale) ??
    CATALOGUES.find((candidate) => candidate.locale === base);
  if (catalogue !== undefined) return catalogue;
  const known = CATALOGUES.map((candidate) => candidate.locale);
  throw new EvenhandError({
    code: "config/unknown-locale",
    path: "locale",
    problem: "notices do not exist in this language",
    expected: `one of ${known.join(", ")}`,
    received: shown(locale),
    hint: suggestName(locale, known),
  });
}
