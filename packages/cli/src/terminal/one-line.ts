/**
 * A text on one line. In a log of GitHub Actions a line that begins with `::` is a command, and names in
 * the data must not write one.
 */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
