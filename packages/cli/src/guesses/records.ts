/** How often a character cuts each record of a text, quotes respected; the last record may be cut off and is left out. */
export function fieldCounts(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  let isEmpty = true;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "\n") {
      if (!isEmpty) counts.push(fields);
      fields = 1;
      isEmpty = true;
      continue;
    } else if (character === delimiter) fields++;
    if (character !== "\r") isEmpty = false;
  }
  return counts;
}

/** The most frequent number, and the share of the list it makes. */
export function modeOf(counts: readonly number[]): { value: number; share: number } {
  const tally = new Map<number, number>();
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
  let value = 0;
  let most = 0;
  for (const [count, times] of tally) {
    if (times > most) {
      most = times;
      value = count;
    }
  }
  return { value, share: counts.length === 0 ? 0 : most / counts.length };
}
