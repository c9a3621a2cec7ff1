import { EvenhandError, shown } from "@evenhand/core";

/**
 * The index of the class whose score a classifier gives: the one asked for, or the second of two.
 *
 * @throws EvenhandError `config/model-class`
 */
export function classIndex(classes: readonly string[], asked: string | null): number {
  if (asked === null && classes.length === 2) return 1;
  const index = asked === null ? -1 : classes.indexOf(asked);
  if (index >= 0) return index;
  throw new EvenhandError({
    code: "config/model-class",
    path: "classOfInterest",
    problem: asked === null ? "the model has not two classes" : "the model has no such class",
    expected: `one of ${classes.slice(0, 20).join(", ")}`,
    received: shown(asked),
  });
}

/**
 * Names for the classes of a file that has none: those given, or `0`, `1`, … as they were trained.
 *
 * @throws EvenhandError `config/model-class`
 */
export function namesOfClasses(count: number, given: readonly string[] | null): readonly string[] {
  if (given === null) return Array.from({ length: count }, (_, at) => String(at));
  if (given.length === count && new Set(given).size === count) return given;
  throw new EvenhandError({
    code: "config/model-class",
    path: "classes",
    problem: "the model has another number of classes, or a name stands twice",
    expected: `${count} distinct names, in the order of their numbers in training`,
    received: given.join(", "),
  });
}

/** Names of two classes in a file without them, where at most that of the second is given. */
export function namesOfTwo(
  given: readonly string[] | null,
  second: string | null,
): readonly [string, string] {
  if (given !== null) return namesOfClasses(2, given) as readonly [string, string];
  return second === null || second === "1" ? ["0", "1"] : [`not ${second}`, second];
}
