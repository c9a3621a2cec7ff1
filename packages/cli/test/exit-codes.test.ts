import type { ErrorCode } from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { EXIT, exitCodeOf } from "../src/exit-codes.ts";

describe("exit codes", () => {
  it("are the documented numbers, which pipelines are written against", () => {
    expect(EXIT).toEqual({ ok: 0, failed: 1, inconclusive: 2, usage: 3, input: 4, defect: 70 });
  });

  it.each([
    ["usage/unknown-option", 3],
    ["config/unknown-metric", 3],
    ["input/not-a-file", 4],
    ["defect/unexpected", 70],
    ["other/input", 70],
  ] as const)("an error of code %s ends with %d", (code, exitCode) => {
    expect(exitCodeOf(code as ErrorCode)).toBe(exitCode);
  });
});
