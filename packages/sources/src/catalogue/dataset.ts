import type { FileOptions } from "@evenhand/core";

/** One public data set: what it is, under which licence, how its files are read and obtained. */
export interface Dataset {
  /** Name of its folder, and `data.dataset` in a configuration. */
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  readonly licence: string;
  /**
   * A: the licence comes from the publisher of the data (or of a package that ships it under its own
   * free licence). B: it was stated by someone who re-published the data.
   */
  readonly standing: "A" | "B";
  readonly citation: string;
  /** The first is the one meant where none is named. */
  readonly files: readonly DatasetFile[];
  /** A suggestion, not a rule. */
  readonly label: string;
  readonly favourable: string | readonly string[] | { readonly above: number };
  /** Suggested cohort attributes, as columns of the first file. */
  readonly attributes: readonly string[];
  readonly obtain: Obtaining;
  /** What misleads those who do not know it. */
  readonly notes: readonly string[];
}

export interface DatasetFile {
  /** As stored; `.gz` may be absent on disk. */
  readonly name: string;
  readonly rows: number;
  /** SHA-256 of the uncompressed content, hexadecimal: compression may differ, the content may not. */
  readonly sha256: string;
  readonly options: FileOptions;
  /** Where the publisher offers exactly this content. */
  readonly url?: string;
}

/**
 * How to come by the files. `repository`: they are part of this repository. `download`: the
 * publisher offers the same content file by file. `manual`: by hand, and why.
 */
export type Obtaining =
  | { readonly kind: "repository" }
  | { readonly kind: "download" }
  | { readonly kind: "manual"; readonly steps: string };
