import { EvenhandError } from "@evenhand/core";

// A global of every runtime we support, but of none of the language libraries we compile against.
declare const TextDecoder: new (
  encoding: "utf-8",
  options: { fatal: true },
) => { decode(bytes: Uint8Array): string };

/** Longest text that V8 can hold. */
const LONGEST = 0x1fffffe8;

/**
 * The text of a model file.
 *
 * @throws EvenhandError `input/model-encoding`
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > LONGEST) {
    throw new EvenhandError({
      code: "input/model-encoding",
      problem: "the model file is too large to be read as text",
      expected: `at most ${LONGEST} bytes`,
      received: String(bytes.length),
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new EvenhandError(
      {
        code: "input/model-encoding",
        problem: "the model file is no UTF-8 text",
        hint: "Is it compressed, or of another format?",
      },
      { cause },
    );
  }
}
