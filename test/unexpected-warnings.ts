import { afterEach, beforeEach, expect } from "vitest";

// A warning nobody asked for is a defect: every test fails on one.
const warnings: string[] = [];
const remember = (warning: Error): void => {
  warnings.push(String(warning));
};

beforeEach(() => {
  warnings.length = 0;
  process.on("warning", remember);
});

afterEach(() => {
  process.off("warning", remember);
  expect(warnings).toEqual([]);
});
