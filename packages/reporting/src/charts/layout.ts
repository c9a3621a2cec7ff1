/** Pictures are drawn at phone width, so that text keeps its size on every screen. */
const CHART_WIDTH = 344;
/** Room for half a mark or half a tick label at either end. */
export const CHART_MARGIN = 16;
export const PLOT_WIDTH: number = CHART_WIDTH - 2 * CHART_MARGIN;

export const LABEL_SIZE = 12;
export const LINE_HEIGHT = 15;

/** Text starts and ends at the edges of the picture, beyond the plot. */
export const TEXT_LEFT: number = -CHART_MARGIN;
export const TEXT_RIGHT: number = PLOT_WIDTH + CHART_MARGIN;

const LONGEST_LABEL_LINES = 4;
const GAP_LABEL_MARK = 11;
const GAP_ROWS = 19;

/** A row's label, wrapped, above its mark. */
export interface PlacedRow {
  /** Lines, separated by line feeds. */
  readonly label: string;
  /** Middle of the first line. */
  readonly labelY: number;
  readonly markY: number;
}

/**
 * Stacks rows: label above, mark below, so that long names take height and never the plot's width.
 *
 * @param top space left free above the first row
 * @param figuresWidth space to the right of a label that the row's figures take
 */
export function stackRows(
  labels: readonly string[],
  top: number,
  figuresWidth: number,
): { readonly rows: readonly PlacedRow[]; readonly height: number } {
  let y = top;
  const rows = labels.map((text) => {
    const lines = wrapText(text, CHART_WIDTH - figuresWidth, LABEL_SIZE);
    const labelY = y + LINE_HEIGHT / 2;
    const markY = y + lines.length * LINE_HEIGHT + GAP_LABEL_MARK;
    y = markY + GAP_ROWS;
    return { label: lines.join("\n"), labelY, markY };
  });
  return { rows, height: y - 4 };
}

/**
 * Breaks a text into lines that fit `width` pixels at `size`. Words longer than a line are cut
 * across lines; a text longer than four lines ends in `…` (its table holds it whole).
 */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=[\s\-–/,])/)) {
    for (const piece of cutToFit(word, width, size)) {
      if (line !== "" && estimateWidth((line + piece).trimEnd(), size) > width) {
        lines.push(line.trimEnd());
        line = piece;
      } else {
        line += piece;
      }
    }
  }
  lines.push(line.trimEnd());
  if (lines.length <= LONGEST_LABEL_LINES) return lines;
  const kept = lines.slice(0, LONGEST_LABEL_LINES);
  kept[LONGEST_LABEL_LINES - 1] = `${[...(kept.at(-1) ?? "")].slice(0, -2).join("")}…`;
  return kept;
}

function cutToFit(word: string, width: number, size: number): string[] {
  if (estimateWidth(word.trimEnd(), size) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && estimateWidth(piece + character, size) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...pieces, piece];
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3fffd}]/u;
const BROAD = /[\p{Lu}mw@%&—…]/u;

/** Width of a text in pixels, on the generous side for the fonts a reader is likely to have. */
export function estimateWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) {
    ems += WIDE.test(character) ? 1.05 : BROAD.test(character) ? 0.8 : 0.59;
  }
  return ems * size;
}
