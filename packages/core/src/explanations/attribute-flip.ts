import type { FeatureValue, OutputUnit } from "./attribution.ts";

/**
 * What one decision would have been had one attribute alone been another. It is a test of the model
 * and never advice, so it is no counterfactual: it may name what nobody can or should change.
 */
export interface AttributeFlip {
  readonly feature: string;
  /** The person's value. */
  readonly own: FeatureValue;
  readonly output: number;
  readonly unit: OutputUnit;
  readonly favourable: boolean;
  /** One entry for each other value that was tried. */
  readonly tried: readonly {
    readonly value: FeatureValue;
    readonly output: number;
    readonly favourable: boolean;
  }[];
  /** True where any of them changes the decision. That none does not say that the attribute plays no part. */
  readonly flips: boolean;
}
