import type { AucParts } from "../metrics/scores/auc.ts";

/** People of one block by score: how many positives and negatives have each. Scores may repeat. */
export interface ScoreGroups {
  readonly scores: ArrayLike<number>;
  readonly positives: ArrayLike<number>;
  readonly negatives: ArrayLike<number>;
}

/**
 * The area under the ROC curve of pairs within blocks: pairs won over pairs, both summed over blocks;
 * a tie counts half. The variance is linearised as DeLong's is: with won(i) the negatives of block b
 * that positive i is placed above, and P the pairs of all blocks,
 * Σᵢ (won(i) − A·n_b)² / P² · M/(M − 1), and the same over the negatives.
 *
 * @returns null where no block holds a pair
 */
export function blockedAuc(blocks: Iterable<ScoreGroups>): AucParts | null {
  const up = emptySums();
  const down = emptySums();
  let won = 0;
  let pairs = 0;
  for (const block of blocks) {
    const positives = total(block.positives);
    const negatives = total(block.negatives);
    if (positives === 0 || negatives === 0) continue;
    pairs += positives * negatives;
    up.people += positives;
    down.people += negatives;
    let upBelow = 0;
    let downBelow = 0;
    for (const [ups, downs] of tiedGroups(block)) {
      const under = downBelow + downs / 2;
      const over = positives - upBelow - ups / 2;
      won += ups * under;
      add(up, ups, under, negatives);
      add(down, downs, over, positives);
      upBelow += ups;
      downBelow += downs;
    }
  }
  if (pairs === 0) return null;
  const value = won / pairs;
  const variance = varianceOf(up, value, pairs) + varianceOf(down, value, pairs);
  return {
    value,
    won,
    pairs,
    standardError: variance > 0 ? Math.sqrt(variance) : 0,
    positives: up.people,
    negatives: down.people,
  };
}

/** Σ placement², Σ placement · others and Σ others² over the people of one side. */
interface Sums {
  people: number;
  squared: number;
  crossed: number;
  others: number;
}

function emptySums(): Sums {
  return { people: 0, squared: 0, crossed: 0, others: 0 };
}

function add(sums: Sums, people: number, placement: number, others: number): void {
  sums.squared += people * placement * placement;
  sums.crossed += people * placement * others;
  sums.others += people * others * others;
}

function varianceOf(sums: Sums, value: number, pairs: number): number {
  const { people, squared, crossed, others } = sums;
  if (people < 2) return 0;
  const spread = Math.max(0, squared - 2 * value * crossed + value * value * others);
  // Of rounding alone where all are placed alike.
  if (spread <= 1e-12 * squared) return 0;
  return ((spread / pairs / pairs) * people) / (people - 1);
}

/** Positives and negatives of each distinct score, in ascending order. */
function* tiedGroups({ scores, positives, negatives }: ScoreGroups): Generator<[number, number]> {
  const order = new Uint32Array(scores.length);
  let size = 0;
  for (let i = 0; i < scores.length; i++) {
    if ((positives[i] as number) + (negatives[i] as number) > 0) order[size++] = i;
  }
  const sorted = order.subarray(0, size);
  sorted.sort((a, b) => (scores[a] as number) - (scores[b] as number));
  for (let i = 0; i < size; ) {
    const score = scores[sorted[i] as number];
    let ups = 0;
    let downs = 0;
    for (; i < size && scores[sorted[i] as number] === score; i++) {
      ups += positives[sorted[i] as number] as number;
      downs += negatives[sorted[i] as number] as number;
    }
    yield [ups, downs];
  }
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] as number;
  return sum;
}
