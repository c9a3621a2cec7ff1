/** A stream as the command writes to it; `isTTY` and `columns` are absent on pipes and files. */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Everything the command takes from the process it runs in, so that tests can hand it their own. */
export interface Session {
  /** The arguments after the command's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  /** The clock; read only where no date was given. */
  readonly now?: () => Date;
}
