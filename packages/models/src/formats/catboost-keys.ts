const MULTIPLIER = 0x4906ba494954cb65n;

/** The key of a level's counts: its hash as a signed number, times m², modulo 2⁶⁴. */
export function keyOfLevel(hash: number): string {
  return String(BigInt.asUintN(64, MULTIPLIER * MULTIPLIER * BigInt(hash | 0)));
}
