/** Key of the counts of a level: its hash h (as a signed number) times a square, modulo 2⁶⁴. */
const MULTIPLIER = 0x4906ba494954cb65n;

export function keyOfLevel(hash: number): string {
  return String(BigInt.asUintN(64, MULTIPLIER * MULTIPLIER * BigInt(hash | 0)));
}
