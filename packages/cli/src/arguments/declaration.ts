import type { Session } from "../session.ts";

export interface OptionDeclaration {
  readonly type: "boolean" | "string";
  /** Given more than once, every value is kept. */
  readonly multiple?: true;
  /** The word that stands for the value in the help. */
  readonly value?: string;
  readonly summary: string;
}

export interface PositionalDeclaration {
  readonly name: string;
  readonly required: boolean;
  readonly summary: string;
}

export type Options = Readonly<Record<string, OptionDeclaration>>;

/** The values of declared options: absent text is undefined, absent lists are empty. */
export type OptionValues<O extends Options> = {
  readonly [K in keyof O]: O[K]["type"] extends "boolean"
    ? boolean
    : O[K] extends { readonly multiple: true }
      ? readonly string[]
      : string | undefined;
};

/** What one verb takes. Parsing, `--help` and the suggestions for mistyped options all come from it. */
export interface VerbDeclaration<O extends Options> {
  readonly name: string;
  readonly positionals: readonly PositionalDeclaration[];
  readonly options: O;
  /** Paragraphs shown under the summary. */
  readonly details: readonly string[];
  readonly examples: readonly string[];
}

export interface Verb<O extends Options> extends VerbDeclaration<O> {
  /** Runs the verb; the exit code is the result. */
  run(session: Session, given: Given<O>): Promise<number>;
}

export interface Given<O extends Options> {
  readonly options: OptionValues<O>;
  readonly positionals: readonly string[];
}

/** A verb whose option types no longer matter: it parses and runs itself. */
export interface Command {
  readonly declaration: VerbDeclaration<Options>;
  run(session: Session, argv: readonly string[]): Promise<number>;
}
