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
