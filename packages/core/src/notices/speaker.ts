import { type Formats, IntlMessageFormat } from "intl-messageformat";
import { EvenhandError, shown } from "../errors.ts";
import type { Catalogue, TemplateId, TemplateSlots } from "./templates.ts";

/** Says the sentences of one catalogue and remembers which it said. */
export interface Speaker {
  readonly locale: string;
  say<Id extends TemplateId>(id: Id, slots: TemplateSlots[Id]): string;
  /** Names in a list: `sex and race`. */
  list(names: readonly string[]): string;
  /** `locale/id` of every template said so far, sorted. */
  templates(): readonly string[];
}

// `plain`: three decimals, or four significant digits where that is more. `exact`: as many digits as
// it takes to read the same number back.
const PLAIN = {
  maximumFractionDigits: 3,
  maximumSignificantDigits: 4,
  roundingPriority: "morePrecision",
} as const;
const FORMATS: Partial<Formats> = {
  number: {
    plain: PLAIN,
    exact: { maximumSignificantDigits: 21 },
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
    say(id, slots) {
      said.add(`${catalogue.locale}/${id}`);
      return format(catalogue, id, slots);
    },
    list: (names) => new Intl.ListFormat(catalogue.locale).format(names),
    templates: () => [...said].sort(),
  };
}

function format<Id extends TemplateId>(
  catalogue: Catalogue,
  id: Id,
  slots: TemplateSlots[Id],
): string {
  try {
    const text = messageOf(catalogue, id).format({ ...slots } as Record<string, string | number>);
    if (typeof text === "string" && text !== "") return text;
  } catch (cause) {
    throw unsayable(catalogue, id, cause);
  }
  throw unsayable(catalogue, id, undefined);
}

function messageOf(catalogue: Catalogue, id: TemplateId): IntlMessageFormat {
  let messages = compiled.get(catalogue);
  if (messages === undefined) {
    messages = new Map();
    compiled.set(catalogue, messages);
  }
  let message = messages.get(id);
  if (message === undefined) {
    message = new IntlMessageFormat(catalogue.messages[id], catalogue.locale, FORMATS);
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
