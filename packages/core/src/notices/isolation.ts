import type { IntlMessageFormat } from "intl-messageformat";

export type MessageElements = ReturnType<IntlMessageFormat["getAst"]>;
type MessageElement = MessageElements[number];

// First strong isolate and its end (UAX 9): what stands between them takes its direction from its
// own first letter and does not reorder the sentence around it.
const FSI = "\u2068";
const PDI = "\u2069";

const LITERAL = 0;
// Scripts that run from right to left and may turn a sentence around.
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** A message of a right-to-left language in which all that is inserted stands isolated. */
export function isolateSlots(elements: MessageElements): MessageElements {
  // What is a value as a whole is isolated where it is inserted.
  if (elements.length === 1 && !hasOptions(elements[0] as MessageElement)) return elements;
  return elements.flatMap((element) => {
    if (element.type === LITERAL) return [element];
    if (hasOptions(element)) return [isolateOptions(element)];
    return [literal(FSI), element, literal(PDI)];
  });
}

/** A text isolated where it runs against a left-to-right sentence. */
export function isolateForeign(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `${FSI}${text}${PDI}` : text;
}

type WithOptions = Extract<MessageElement, { options: unknown }>;

function hasOptions(element: MessageElement): element is WithOptions {
  return "options" in element;
}

function isolateOptions(element: WithOptions): MessageElement {
  const options = Object.fromEntries(
    Object.entries(element.options).map(([key, option]) => [
      key,
      { ...option, value: isolateSlots(option.value) },
    ]),
  );
  return { ...element, options } as MessageElement;
}

function literal(value: string): MessageElement {
  return { type: LITERAL, value };
}
