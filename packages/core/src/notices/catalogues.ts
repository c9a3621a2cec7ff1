import { EvenhandError, shown } from "../errors.ts";
import { en } from "./locales/en.ts";
import type { Catalogue } from "./templates.ts";

const CATALOGUES: readonly Catalogue[] = [en];

/** The catalogue of a language. @throws EvenhandError `config/unknown-locale`, naming those there are */
export function catalogueOf(locale: string): Catalogue {
  const catalogue = CATALOGUES.find((candidate) => candidate.locale === locale);
  if (catalogue !== undefined) return catalogue;
  throw new EvenhandError({
    code: "config/unknown-locale",
    path: "locale",
    problem: "notices do not exist in this language",
    expected: `one of ${CATALOGUES.map((candidate) => candidate.locale).join(", ")}`,
    received: shown(locale),
  });
}
