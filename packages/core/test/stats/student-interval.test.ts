import { expect, test } from "vitest";
import { studentInterval } from "../../src/index.ts";

test("agrees with the tables of Student's t", () => {
  // t(0.975; 10) = 2.228139, t(0.995; 3) = 5.840909
  const wide = studentInterval(3, { standardError: 1, degreesOfFreedom: 10 }, 0.95);
  expect(wide.lower).toBeCloseTo(3 - 2.228139, 5);
  expect(wide.upper).toBeCloseTo(3 + 2.228139, 5);
  const wider = studentInterval(0, { standardError: 2, degreesOfFreedom: 3 }, 0.99);
  expect(wider.upper).toBeCloseTo(2 * 5.840909, 4);
  expect(wider).toMatchObject({ confidence: 0.99, method: "student-t" });
});

test("without error there is no width", () => {
  const point = studentInterval(1, { standardError: 0, degreesOfFreedom: 5 }, 0.9);
  expect(point).toMatchObject({ lower: 1, upper: 1 });
});
