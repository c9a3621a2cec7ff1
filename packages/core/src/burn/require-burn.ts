import type { BurnSection } from "../configuration/configuration.ts";
import { EvenhandError } from "../errors.ts";

/**
 * The section `burn`.
 *
 * @throws EvenhandError `config/missing-key` where there is none
 */
export function requireBurn(burn: BurnSection | null): BurnSection {
  if (burn !== null) return burn;
  throw new EvenhandError({
    code: "config/missing-key",
    path: "burn",
    problem: "the configuration does not say how budgets are watched over time",
    expected: "a section `burn` with `window` and `slot`, such as { window: 90d, slot: 1w }",
  });
}
