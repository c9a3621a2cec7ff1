import { IntlMessageFormat } from "intl-messageformat";
import type { Catalogue, TemplateId } from "../../src/notices/templates.ts";

export type Elements = ReturnType<IntlMessageFormat["getAst"]>;

// What stands in a slot when somebody reads the sentence: labels and values of ordinary length.
const ORDINARY: Readonly<Record<string, string>> = {
  label: "hours worked a week",
  value: "20 hours",
  reference: "40 hours",
  from: "20 hours",
  to: "40 hours",
  basis: "Section 4 of the Lending Act",
  attributes: "sex and race",
  description: "200 rows drawn from the applications",
  rationale: "people choose this themselves",
  contact: "the loan desk",
  words: "fewer hours",
  purpose: "to see whether the loan can be paid back",
  address: "https://example.org/profile",
  code: "R-10",
  text: "income is too short",
  held: "20 hours",
  stated: "40 hours",
  comment: "My contract says so",
  codes: "close-call and proxy-used",
};

export function idsOf(catalogue: Catalogue): TemplateId[] {
  return Object.keys(catalogue.messages) as TemplateId[];
}

export function elementsOf(catalogue: Catalogue, id: TemplateId): Elements {
  return new IntlMessageFormat(catalogue.messages[id], catalogue.formatting).getAst();
}

/** Every text that every message can become, one for each combination of its branches. */
export function textsOf(catalogue: Catalogue): (readonly [TemplateId, string])[] {
  return idsOf(catalogue).flatMap((id) =>
    variantsOf(elementsOf(catalogue, id)).map((text) => [id, text] as const),
  );
}

function variantsOf(elements: Elements): string[] {
  return elements.reduce<string[]>(
    (starts, element) => {
      const ends: string[] =
        "options" in element
          ? Object.values(element.options).flatMap(({ value }) => variantsOf(value))
          : [textOf(element)];
      return starts.flatMap((start) => ends.map((end) => start + end));
    },
    [""],
  );
}

function textOf(element: Elements[number]): string {
  // Literals carry their text, slots their name; the number sign of a plural carries neither.
  if (!("value" in element) || typeof element.value !== "string") return "7";
  return element.type === 0 ? element.value : (ORDINARY[element.value] ?? "7");
}

/** What a message takes: `label`, `direction: against for`, `count: plural`; the same in every language. */
export function slotsOf(elements: Elements): string[] {
  const slots = elements.flatMap((element): string[] => {
    if (!("options" in element)) {
      return "value" in element && element.type !== 0 ? [String(element.value)] : [];
    }
    const keys = element.type === 6 ? "plural" : Object.keys(element.options).sort().join(" ");
    const inner = Object.values(element.options).flatMap(({ value }) => slotsOf(value));
    return [`${element.value}: ${keys}`, ...inner];
  });
  return [...new Set(slots)].sort();
}

/** The categories of every plural in a message. */
export function pluralsOf(elements: Elements): string[][] {
  return elements.flatMap((element) => {
    if (!("options" in element)) return [];
    const inner = Object.values(element.options).flatMap(({ value }) => pluralsOf(value));
    return element.type === 6 ? [Object.keys(element.options), ...inner] : inner;
  });
}
