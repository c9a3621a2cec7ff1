import { EvenhandError, shown } from "@evenhand/core";

/** @throws EvenhandError `usage/workers` */
export function requireWorkers(workers: number): void {
  if (Number.isInteger(workers) && workers > 0) return;
  throw new EvenhandError({
    code: "usage/workers",
    path: "workers",
    problem: "rows cannot be shared by this many workers",
    expected: "a whole number above 0",
    received: shown(workers),
  });
}
