/** A value with its first two derivatives. */
export interface Jet {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

/** A jet to be written over: searches ask for thousands that none of them keeps. */
export type JetRoom = { -readonly [Key in keyof Jet]: Jet[Key] };

export function makeRoom(): JetRoom {
  return { value: 0, first: 0, second: 0 };
}

/**
 * The normal deviate z of the mid-p tail of a proportion as a function of the limit p, and back:
 * P(Z > z) = P(X > x) + ½·P(X = x), X binomial with p. It falls in p. The derivatives of `at` are by p,
 * those of `chance` by z.
 */
export interface Deviate {
  /** The deviate of a limit inside (0, 1), or at an end that it reaches. */
  at(p: number, room?: JetRoom): Jet;
  /** The limit of a deviate. One at p = 0 or 1 without a deviate has none either: 0 of n has no z above 0. */
  chance(z: number, room?: JetRoom): Jet;
  /** The same without derivatives. */
  limit(z: number): number;
}
