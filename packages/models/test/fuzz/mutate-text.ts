import type { Draw } from "../random-models.ts";
import type { Mutator } from "./mutate-bytes.ts";

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** What may stand where a number or a word was: out of range, not a number, of another kind, deep. */
const HOSTILE = [
  ...["-1", "0", "1", "2", "-2", "0.5", "1000000000", "2147483648", "4294967296", "-2147483649"],
  ...["9007199254740993", "1e308", "-1e308", "1e999", "-1e999", "1e-320", "NaN", "nan", "Infinity"],
  ...["-inf", "null", "true", '""', '"0"', '"length"', '"__proto__"', "[]", "{}", "[0]", "[[0]]"],
  ...['{"toString":1}', '{"__proto__":{"polluted":1}}', "\u0000", "\u202e", "\ud7ff", ""],
];

function deep(draw: Draw): string {
  const times = draw(8) === 0 ? 100_000 : 1 + draw(3000);
  return draw(2) === 0
    ? "[".repeat(times) + "]".repeat(times)
    : `${'{"left":'.repeat(times)}0${"}".repeat(times)}`;
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Numbers replaced: by something hostile, by a neighbour, or by another number of the file. */
const numbers: Mutator = {
  name: "numbers",
  mutate(bytes, draw) {
    let text = textOf(bytes);
    for (let times = 1 + draw(3); times > 0; times--) {
      const found = [...text.matchAll(NUMBER)];
      const token = found[draw(found.length)];
      if (token === undefined) break;
      const other = found[draw(found.length)]?.[0] as string;
      const kind = draw(8);
      const piece =
        kind < 3
          ? (HOSTILE[draw(HOSTILE.length)] as string)
          : kind < 5
            ? other
            : kind < 7
              ? String(Number(token[0]) + draw(5) - 2)
              : draw(20) === 0
                ? deep(draw)
                : `-${token[0]}`;
      text = text.slice(0, token.index) + piece + text.slice(token.index + token[0].length);
    }
    return new TextEncoder().encode(text);
  },
};

/** Lines of a text dropped, repeated, exchanged, or with another line's value. */
const lines: Mutator = {
  name: "lines",
  mutate(bytes, draw) {
    const all = textOf(bytes).split("\n");
    const at = draw(all.length);
    const other = draw(all.length);
    const own = all[at] as string;
    switch (draw(5)) {
      case 0:
        all.splice(at, 1);
        break;
      case 1:
        all.splice(other, 0, own);
        break;
      case 2:
        all[at] = all[other] as string;
        all[other] = own;
        break;
      case 3:
        all[at] = `${own.split("=")[0]}=${HOSTILE[draw(HOSTILE.length)]}`;
        break;
      default:
        all[at] = `${own.split("=")[0]}=${(all[other] as string).split("=")[1]}`;
    }
    return new TextEncoder().encode(all.join("\n"));
  },
};

export const TEXT_MUTATORS: readonly Mutator[] = [numbers];
export const LINE_MUTATORS: readonly Mutator[] = [numbers, lines];
