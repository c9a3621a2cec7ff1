import { type Formats, IntlMessageFormat } from "intl-messageformat";
import { EvenhandError, shown } from "../errors.ts";
import { type PluralForms, UNDETERMINED } from "../explanations/wording.ts";
import { isolateForeign, isolateSlots } from "./isolation.ts";
import type { Catalogue, TemplateId, TemplateSlots, TextDirection } from "./templates.ts";
import type { TimeUnit } from "./units.ts";

/** Says the sentences of one catalogue and remembers which it said. */
export interface Speaker {
  readonly locale: string;
  readonly direction: TextDirection;
  say<Id extends TemplateId>(id: Id, slots: TemplateSlots[Id]): string;
  /** A length of time: `20 hours`. */
  time(value: number, unit: TimeUnit, digits: Digits): string;
  /** The form of a unit that goes with a number, by the rules of the language it is written in. */
  unit(value: number, forms: PluralForms, language: string, digits: Digits): string;
  /** Names in a list: `sex and race`. */
  list(names: readonly string[]): string;
  /** `locale/id` of every template said so far, sorted. */
  templates(): readonly string[];
}

/** `plain`: rounded for reading. `exact`: as many digits as it takes to read the same number back. */
export type Digits = "plain" | "exact";

// Thousands are set apart from five digits on, so that a year stays a year: 1985, 12,000.
const GROUPING = { useGrouping: "min2" } as const;
// Three decimals, or four significant digits where that is more.
const PLAIN = {
  ...GROUPING,
  maximumFractionDigits: 3,
  maximumSignificantDigits: 4,
  roundingPriority: "morePrecision",
} as const;
const EXACT = { ...GROUPING, maximumSignificantDigits: 21 } as const;
const DIGITS = { plain: PLAIN, exact: EXACT } as const;
const FORMATS: Partial<Formats> = {
  number: {
    plain: PLAIN,
    exact: EXACT,
    signed: { ...PLAIN, signDisplay: "exceptZero" },
  },
  date: { day: { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" } },
};

const compiled = new WeakMap<Catalogue, Map<string, IntlMessageFormat>>();

/** @throws (from `say`) EvenhandError `defect/message` for a missing message or slot */
export function speakerOf(catalogue: Catalogue): Speaker {
  const said = new Set<string>();
  return {
    locale: catalogue.locale,
    direction: catalogue.direction,
    say(id, slots) {
      said.add(`${catalogue.locale}/${id}`);
      return format(catalogue, id, slots);
    },
    time(value, unit, digits) {
      const options = { ...DIGITS[digits], style: "unit", unit, unitDisplay: "long" } as const;
      return new Intl.NumberFormat(catalogue.formatting, options).format(value);
    },
    unit(value, forms, language, digits) {
      const rules = new Intl.PluralRules(
        language === UNDETERMINED ? catalogue.locale : language,
        DIGITS[digits],
      );
      return forms[rules.select(value)] ?? forms.other;
    },
    list: (names) => new Intl.ListFormat(catalogue.formatting).format(names),
    templates: () => [...said].sort(),
  };
}

function format<Id extends TemplateId>(
  catalogue: Catalogue,
  id: Id,
  slots: TemplateSlots[Id],
): string {
  try {
    const text = messageOf(catalogue, id).format(insertable(catalogue, slots));
    if (typeof text === "string" && text !== "") return text;
  } catch (cause) {
    throw unsayable(catalogue, id, cause);
  }
  throw unsayable(catalogue, id, undefined);
}

function insertable(
  { direction }: Catalogue,
  slots: Readonly<Record<string, unknown>>,
): Record<string, string | number> {
  // Right-to-left messages isolate every slot themselves.
  const entries = Object.entries(slots).map(([name, slot]) =>
    direction === "ltr" && typeof slot === "string" ? [name, isolateForeign(slot)] : [name, slot],
  );
  return Object.fromEntries(entries);
}

function messageOf(catalogue: Catalogue, id: TemplateId): IntlMessageFormat {
  let messages = compiled.get(catalogue);
  if (messages === undefined) {
    messages = new Map();
    compiled.set(catalogue, messages);
  }
  let message = messages.get(id);
  if (message === undefined) {
    message = new IntlMessageFormat(catalogue.messages[id], catalogue.formatting, FORMATS);
    if (catalogue.direction === "rtl") {
      message = new IntlMessageFormat(
        isolateSlots(message.getAst()),
        catalogue.formatting,
        FORMATS,
      );
    }
    messages.set(id, message);
  }
  return message;
}

function unsayable(catalogue: Catalogue, id: TemplateId, cause: unknown): EvenhandError {
  return new EvenhandError(
    {
      code: "defect/message",
      path: `${catalogue.locale}/${id}`,
      problem: "a message is missing or cannot be formatted",
      received: shown(cause instanceof Error ? cause.message : catalogue.messages[id]),
    },
    { cause },
  );
}
