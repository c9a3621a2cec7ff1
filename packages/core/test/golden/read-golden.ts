import { readFileSync } from "node:fs";

/** Reference numbers made by `make-golden.py`. */
export function readGolden<T>(name: "fairlearn" | "intervals" | "normal"): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as T;
}
