import { describe, expect, it } from "vitest";
import { studentOfNormal } from "../../src/stats/student.ts";
import { readGolden } from "../golden/read-golden.ts";

const { student } = readGolden<{ student: [z: number, degrees: number, t: number][] }>(
  "row-metrics",
);

describe("studentOfNormal", () => {
  it.each(student)("at z = %d with %d degrees of freedom agrees with scipy", (z, degrees, t) => {
    expect(studentOfNormal(z, degrees) / t).toBeCloseTo(1, 4);
    expect(studentOfNormal(-z, degrees)).toBe(-studentOfNormal(z, degrees));
  });

  it("is 0 at 0, and the normal deviate with endless degrees of freedom", () => {
    for (const degrees of [1, 2, 3, 30]) expect(studentOfNormal(0, degrees)).toBe(0);
    expect(studentOfNormal(1.96, 1e9)).toBeCloseTo(1.96, 8);
  });
});
