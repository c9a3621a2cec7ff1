/** One row of a table of people. */
export type Person = Readonly<Record<string, string | number | null>>;

/** People who share some columns, by what was predicted and recorded of them. */
export interface Group {
  /** Columns that they share; these replace what would be made, so `hired: null` has no labels. */
  readonly of: Person;
  readonly pickedAndHired: number;
  readonly picked: number;
  readonly hired: number;
  readonly neither: number;
}

/** A group of which as many of the picked as of the others were hired: half. */
export function group(of: Person, rows: number, picked: number): Group {
  return counted(of, [picked / 2, picked / 2, (rows - picked) / 2, (rows - picked) / 2]);
}

/** A group by its four counts: picked and hired, picked only, hired only, neither. */
export function counted(of: Person, counts: readonly [number, number, number, number]): Group {
  const [pickedAndHired, picked, hired, neither] = counts;
  return { of, pickedAndHired, picked, hired, neither };
}

/**
 * The rows of groups. Each has a score that goes with the prediction, a weight from 1 to 3, and a
 * person whom two rows are about.
 */
export function peopleOf(groups: readonly Group[]): Person[] {
  const people: Person[] = [];
  for (const { of, pickedAndHired, picked, hired, neither } of groups) {
    const kinds: readonly (readonly [number, number, number])[] = [
      [pickedAndHired, 1, 1],
      [picked, 1, 0],
      [hired, 0, 1],
      [neither, 0, 0],
    ];
    for (const [count, isPicked, isHired] of kinds) {
      for (let i = 0; i < count; i++) {
        people.push({
          hired: isHired,
          picked: isPicked,
          score: (2 + 4 * isPicked + isHired + (i % 4)) / 10,
          weight: 1 + (i % 3),
          person: `p${people.length >> 1}`,
          ...of,
        });
      }
    }
  }
  return people;
}

/** The same as a file, a missing value as an empty field. */
export function csvOf(people: readonly Person[]): string {
  const columns = [...new Set(people.flatMap((person) => Object.keys(person)))];
  const lines = people.map((person) => columns.map((column) => person[column] ?? "").join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}
