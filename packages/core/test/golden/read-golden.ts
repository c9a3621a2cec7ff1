import { readFileSync } from "node:fs";

/** Reference numbers made by `make-golden.py`, those of metrics of rows by `make-row-golden.py`. */
export function readGolden<T>(
  name: "fairlearn" | "intervals" | "normal" | "row-metrics" | "scores" | "trend",
): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as T;
}
