import { EvenhandError, shown } from "../errors.ts";

/** A thing to choose, with its value for each objective. */
export interface ParetoPoint {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Whether more or less of each objective is better. */
export type Objectives = Readonly<Record<string, "higher" | "lower">>;

export interface RankedPoint extends ParetoPoint {
  /** Names of the points that are at least as good in every objective and better in one; empty in the Pareto set. */
  readonly dominatedBy: readonly string[];
}

/**
 * Says of each point which others make it needless to consider. Points of equal values do not dominate
 * each other. The estimates are taken as they are: a point that chance alone put behind another is
 * named as dominated too.
 *
 * @param points in any order, which is kept
 * @throws EvenhandError `usage/objective` where a point lacks a finite value for an objective
 * @example
 * paretoSet(
 *   [
 *     { name: "a", values: { accuracy: 0.8, gap: 0.1 } },
 *     { name: "b", values: { accuracy: 0.7, gap: 0.2 } },
 *   ],
 *   { accuracy: "higher", gap: "lower" },
 * )[1]?.dominatedBy; // ["a"]
 */
export function paretoSet(points: readonly ParetoPoint[], objectives: Objectives): RankedPoint[] {
  const names = Object.keys(objectives);
  // Higher is better in each.
  const scored = points.map((point, i) =>
    names.map((name) => {
      const value = point.values[name];
      if (value === undefined || !Number.isFinite(value)) {
        throw new EvenhandError({
          code: "usage/objective",
          path: `points[${i}].values.${name}`,
          problem: "a point has no value for this objective",
          expected: "a finite number",
          received: shown(value),
        });
      }
      return objectives[name] === "higher" ? value : -value;
    }),
  );
  return points.map((point, i) => ({
    ...point,
    dominatedBy: points
      .filter((_, j) => dominates(scored[j] as number[], scored[i] as number[]))
      .map(({ name }) => name),
  }));
}

function dominates(one: readonly number[], other: readonly number[]): boolean {
  return (
    one.every((value, k) => value >= (other[k] as number)) &&
    one.some((value, k) => value > (other[k] as number))
  );
}
