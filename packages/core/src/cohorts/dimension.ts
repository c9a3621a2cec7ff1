/** One way of dividing people into cohorts, as declared under `cohorts` in the configuration. */
export interface CohortDimension {
  /** The name it is declared under: `sex×race`. */
  readonly name: string;
  /** Attribute columns, in declared order. */
  readonly by: readonly string[];
  /** Ascending edges of left-closed bands, by attribute; attributes without an entry are categories. */
  readonly bands: Readonly<Record<string, readonly number[]>>;
  readonly reference: ReferenceRule;
  /** Columns within whose levels cohorts are compared, like with like; absent where they are not. */
  readonly within?: readonly string[];
}

/**
 * What a cohort is compared with. `rest`: all other known rows. `highest`: the cohort with the
 * highest value of the metric. `cohort`: the one with these levels, in the order of `by`.
 */
export type ReferenceRule =
  | { readonly kind: "rest" }
  | { readonly kind: "highest" }
  | { readonly kind: "cohort"; readonly levels: readonly string[] };
