/** A value with its first two derivatives. */
export interface Jet {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

/**
 * The normal deviate z of the mid-p tail of a proportion as a function of the limit p, and back:
 * P(Z > z) = P(X > x) + ½·P(X = x), X binomial with p. It falls in p. The derivatives of `at` are by p,
 * those of `chance` by z.
 */
export interface Deviate {
  /** The deviate of a limit inside (0, 1), or at an end that it reaches. */
  at(p: number): Jet;
  /** The limit of a deviate. One at p = 0 or 1 without a deviate has none either: 0 of n has no z above 0. */
  chance(z: number): Jet;
}
