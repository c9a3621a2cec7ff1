/** Gives each distinct value a code, counted from 0 in order of first appearance. */
export interface Dictionary<T> {
  /** The canonical texts of the values, by code. */
  readonly levels: string[];
  codeOf(value: T): number;
}

/** Places for texts seen lately; a power of two. */
const RECENT = 256;

/**
 * A dictionary of texts. Most columns hold few of them: one seen lately is found by its length and
 * two of its characters, without hashing all of it.
 */
export function textDictionary(): Dictionary<string> {
  const levels: string[] = [];
  const codes = new Map<string, number>();
  const recent = new Array<string | null>(RECENT).fill(null);
  const recentCodes = new Uint32Array(RECENT);
  return {
    levels,
    codeOf(text) {
      const marks = 31 * text.length + 7 * text.charCodeAt(text.length >> 1) + text.charCodeAt(0);
      const place = marks & (RECENT - 1);
      if (recent[place] === text) return recentCodes[place] as number;
      let code = codes.get(text);
      if (code === undefined) {
        code = levels.push(text) - 1;
        codes.set(text, code);
      }
      recent[place] = text;
      recentCodes[place] = code;
      return code;
    },
  };
}

/** A dictionary of numbers (0 and −0 are one); each is written out once. */
export function numberDictionary(): Dictionary<number> {
  const levels: string[] = [];
  const codes = new Map<number, number>();
  const small = new Int16Array(0x100).fill(-1);
  const codeOf = (value: number): number => {
    let code = codes.get(value);
    if (code === undefined) {
      code = levels.push(String(value)) - 1;
      codes.set(value, code);
    }
    return code;
  };
  return {
    levels,
    codeOf(value) {
      const whole = value & 0xff;
      if (whole !== value) return codeOf(value);
      const known = small[whole] as number;
      if (known >= 0) return known;
      const code = codeOf(value);
      if (code < 0x8000) small[whole] = code;
      return code;
    },
  };
}
