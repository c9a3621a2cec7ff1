import { normalTail } from "./normal.ts";

/**
 * The deviate of Student's t that cuts off the same tail as z does of the standard normal
 * distribution, so that intervals and p-values asked for by z carry over.
 * Hill (1970), Communications of the ACM 13, algorithm 396; the normal deviate that it needs is z.
 *
 * @param z a deviate of the standard normal distribution; negative ones are mirrored
 * @param degrees of freedom, 1 or more
 * @example
 * studentOfNormal(1.959963984540054, 10); // 2.2281…
 */
export function studentOfNormal(z: number, degrees: number): number {
  if (z < 0) return -studentOfNormal(-z, degrees);
  const tails = 2 * normalTail(z);
  if (tails === 1) return 0;
  if (degrees === 1) return 1 / Math.tan((tails * Math.PI) / 2);
  if (degrees === 2) return Math.sqrt(2 / (tails * (2 - tails)) - 2);
  const a = 1 / (degrees - 0.5);
  const b = 48 / (a * a);
  const c = (((20700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * degrees;
  const y = (d * tails) ** (2 / degrees);
  return Math.sqrt(
    degrees * (y > 0.05 + a ? nearSquare(-z, degrees, a, b, c, d) : farSquare(y, degrees, d)),
  );
}

/** t² / degrees by the expansion about the normal deviate. */
function nearSquare(
  x: number,
  degrees: number,
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  const shifted = degrees < 5 ? c + 0.3 * (degrees - 4.5) * (x + 0.6) : c;
  const e = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + shifted;
  const y = x * x;
  const scaled = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / e - y - 3) / b + 1) * x;
  return Math.expm1(a * scaled * scaled);
}

/** t² / degrees by the expansion of the tail. */
function farSquare(y: number, degrees: number, d: number): number {
  const inner = 1 / (((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3);
  return ((inner + 0.5 / (degrees + 4)) * y - 1) * ((degrees + 1) / (degrees + 2)) + 1 / y;
}
