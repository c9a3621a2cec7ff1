import { Lexer } from "yaml";

/** Deeper than any configuration; far less than what overflows the parser's stack. */
const DEEPEST = 100;
const WIDEST_INDENT = 400;
const BLOCK_MARKS = new Set(["-", "?", ":"]);

/**
 * True where values are nested deeper than the recursive parser can follow. Its own overflow can
 * take the process down, so the depth is judged from the tokens before it runs.
 */
export function isNestedTooDeep(text: string): boolean {
  let flow = 0;
  let inLine = 0;
  let isLineStart = true;
  for (const token of new Lexer().lex(text)) {
    if (token.endsWith("\n")) inLine = 0;
    if (token === "[" || token === "{") flow++;
    else if (token === "]" || token === "}") flow = Math.max(0, flow - 1);
    // `- - - x` opens a level with each mark, and so do `?` and `:`.
    else if (flow === 0 && BLOCK_MARKS.has(token)) inLine++;
    if (flow > DEEPEST || inLine > DEEPEST) return true;
    if (isLineStart && /^ +$/.test(token) && token.length > WIDEST_INDENT) return true;
    isLineStart = token.endsWith("\n");
  }
  return false;
}
