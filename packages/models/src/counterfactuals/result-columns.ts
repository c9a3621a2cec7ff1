import type { Counterfactual, FeatureValue } from "@evenhand/core";
import type { GroupCounterfactuals, GroupReach } from "./group/options.ts";
import type { Tornado } from "./tornado/tornado.ts";

/** Columns of one length, by name, of values that JSON can hold: a data frame, or the lines of a CSV file. */
export type ResultColumns = Readonly<Record<string, readonly (FeatureValue | boolean)[]>>;

type Line = Readonly<Record<string, FeatureValue | boolean>>;

/**
 * Answers as columns, one line a change: `row`, `answer` (from 1), `status`, `cost`, `lowerBound`, `gap`,
 * `output`, `unit`, `nodes`, `feature`, `from`, `to`. An answer without changes has one line, whose last
 * three are null. No answers give columns of length 0.
 *
 * @example
 * counterfactualColumns([{ row: 4, found: counterfactuals(model, people, 4, options) }]).feature; // ["hours"]
 */
export function counterfactualColumns(
  answers: Iterable<{ readonly row: number; readonly found: readonly Counterfactual[] }>,
): ResultColumns {
  const lines: Line[] = [];
  for (const { row, found } of answers) {
    found.forEach(({ status, cost, lowerBound, gap, output, nodes, changes }, at) => {
      const answer = {
        ...{ row, answer: at + 1, status, cost, lowerBound, gap },
        ...{ output: output?.value ?? null, unit: output?.unit ?? null, nodes },
      };
      const none = [{ feature: null, from: null, to: null }];
      for (const { feature, from, to } of changes.length === 0 ? none : changes) {
        lines.push({ ...answer, feature, from, to });
      }
    });
  }
  return columnsOf(
    [
      ...["row", "answer", "status", "cost", "lowerBound", "gap", "output", "unit", "nodes"],
      ...["feature", "from", "to"],
    ],
    lines,
  );
}

/**
 * A tornado as columns, one line a bar: `feature`, `own`, `leastValue`, `leastOutput`, `mostValue`,
 * `mostOutput`, `span`, `flips`, `flipValue`, `flipOutput`, `tried`, `exact`, `advisable`.
 *
 * @example
 * toCsv(tornadoColumns(tornado(model, people, 0, { target, anchors: people })));
 */
export function tornadoColumns({ bars }: Tornado): ResultColumns {
  const lines = bars.map(({ least, most, flip, ...rest }): Line => {
    return {
      ...rest,
      leastValue: least.value,
      leastOutput: least.output,
      mostValue: most.value,
      mostOutput: most.output,
      flipValue: flip?.value ?? null,
      flipOutput: flip?.output ?? null,
    };
  });
  return columnsOf(
    [
      ...["feature", "own", "leastValue", "leastOutput", "mostValue", "mostOutput", "span"],
      ...["flips", "flipValue", "flipOutput", "tried", "exact", "advisable"],
    ],
    lines,
  );
}

/**
 * Changes for groups as columns, one line for each answer and each cohort it is measured in: `searchedIn`,
 * the cohort it was found for, and the `changes` in words; then `dimension`, `cohort`, `people`, `helped`,
 * `barred`, `coverage`, `lower`, `upper`, `meanCost`, `medianCost`, `heldOut`. Cohorts without an answer have no line.
 *
 * @example
 * groupColumns(groupCounterfactuals(model, people, options)).coverage; // [0.31, 0.4, 0.22]
 */
export function groupColumns({ cohorts, heldOut }: GroupCounterfactuals): ResultColumns {
  const lines = cohorts.flatMap(({ cohort: searchedIn, answers }) =>
    answers.flatMap(({ changes, status, reach, elsewhere }) => {
      const words = changes.map(({ feature, kind, value }) => `${feature} ${kind} ${value}`);
      return [reach, ...elsewhere].map((one): Line => {
        return {
          ...{ searchedIn, changes: words.join("; "), features: changes.length, status },
          ...lineOf(one),
          heldOut,
        };
      });
    }),
  );
  return columnsOf(
    [
      ...["searchedIn", "changes", "features", "status", "dimension", "cohort", "people", "helped"],
      ...["barred", "coverage", "lower", "upper", "meanCost", "medianCost", "heldOut"],
    ],
    lines,
  );
}

function lineOf({ interval, cost, ...rest }: GroupReach): Line {
  return {
    ...rest,
    lower: interval.lower,
    upper: interval.upper,
    meanCost: cost?.mean ?? null,
    medianCost: cost?.quantiles.find(({ share }) => share === 0.5)?.cost ?? null,
  };
}

/**
 * Columns as the text of a CSV file (RFC 4180) with a line of names: null is empty, and a text is quoted
 * where it is empty or holds a comma, a quote or an end of line. A text that a spreadsheet would run as
 * a formula is left as it is.
 *
 * @example
 * toCsv({ feature: ["hours"], to: [38] }); // "feature,to\r\nhours,38\r\n"
 */
export function toCsv(columns: ResultColumns): string {
  const names = Object.keys(columns);
  const rows = columns[names[0] as string]?.length ?? 0;
  const lines = Array.from({ length: rows }, (_, row) =>
    names.map((name) => field(columns[name]?.[row] ?? null)),
  );
  return [names.map(field), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

function field(value: FeatureValue | boolean): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  return value === "" || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function columnsOf(names: readonly string[], lines: readonly Line[]): ResultColumns {
  return Object.fromEntries(
    names.map((name) => [name, lines.map((line) => line[name] as FeatureValue | boolean)]),
  );
}
