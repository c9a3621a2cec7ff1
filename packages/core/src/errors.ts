const BRAND = Symbol.for("evenhand.error");

/**
 * What kind of thing went wrong. The part before the slash says whose it is to mend and fixes the
 * exit code of the command: `usage` and `config` 3, `input` 4, `defect` 70.
 */
export type ErrorCode =
  | `usage/${string}`
  | `config/${string}`
  | `input/${string}`
  | `defect/${string}`;

export interface ErrorDetails {
  /** Stable, machine-readable, for example `config/unknown-column`. */
  code: ErrorCode;
  /** Where: a path in the configuration (`budgets[2].limit.min`), a file, or file and line. */
  path?: string;
  /** What was wrong, without the full stop: `no column has this name`. */
  problem: string;
  /** The value found, already made short and safe to print. */
  received?: string;
  expected?: string;
  /** The next step, a full sentence: `Did you mean "income"?` */
  hint?: string;
}

/**
 * The one error type of every Evenhand package. Its message reads
 * `where: what; expected X, got Y. Next step`.
 *
 * @example
 * throw new EvenhandError({
 *   code: "config/limit-range", path: "budgets[0].limit.min", problem: "a ratio limit is out of range",
 *   expected: "a number from 0 to 1", received: "80", hint: "Did you mean 0.8?",
 * });
 */
export class EvenhandError extends Error {
  readonly code: ErrorCode;
  readonly path: string | undefined;
  readonly problem: string;
  readonly received: string | undefined;
  readonly expected: string | undefined;
  readonly hint: string | undefined;

  constructor(details: ErrorDetails, options?: { cause?: unknown }) {
    super(messageOf(details), options);
    Object.defineProperty(this, BRAND, { value: true });
    this.name = "EvenhandError";
    this.code = details.code;
    this.path = details.path;
    this.problem = details.problem;
    this.received = details.received;
    this.expected = details.expected;
    this.hint = details.hint;
  }
}

/** True for errors of any loaded copy of the library (a brand, not `instanceof`). */
export function isEvenhandError(value: unknown): value is EvenhandError {
  return typeof value === "object" && value !== null && BRAND in value;
}

const LONGEST_SHOWN = 80;

/**
 * A value as it may be printed in a message: quoted, control and direction-changing characters
 * escaped, at most 80 characters.
 */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : textOf(value);
  const safe = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped);
  return safe.length <= LONGEST_SHOWN ? safe : `${safe.slice(0, LONGEST_SHOWN - 1)}…`;
}

/** Objects may refuse: without a prototype, with a `toString` that is none, nested too deeply. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Array.isArray(value) ? "a list" : "an object";
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function messageOf({ path, problem, expected, received, hint }: ErrorDetails): string {
  const where = path === undefined ? "" : `${path}: `;
  const both = [
    expected === undefined ? [] : [`expected ${expected}`],
    received === undefined ? [] : [`got ${received}`],
  ].flat();
  const contrast = both.length === 0 ? "" : `; ${both.join(", ")}`;
  const next = hint === undefined ? "" : ` ${hint}`;
  return `${where}${problem}${contrast}.${next}`;
}
