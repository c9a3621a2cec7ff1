import { EvenhandError, isEvenhandError, shown } from "@evenhand/core";
import type { SqlEngine } from "./engine.ts";

interface Meaning {
  readonly code: `input/${string}`;
  readonly problem: string;
  readonly hint: string;
}

const AGAIN = "Nothing was written, so it is safe to run the audit again.";

const LOST: Meaning = {
  code: "input/engine-connection",
  problem: "the connection was lost or refused",
  hint: `Check that the engine runs and can be reached. ${AGAIN}`,
};
const TIMED_OUT: Meaning = {
  code: "input/engine-timeout",
  problem: "the query took longer than allowed",
  hint: `Allow more time, or use fewer attributes and coarser bands. ${AGAIN}`,
};
const FORBIDDEN: Meaning = {
  code: "input/engine-permission",
  problem: "the user may not do this",
  hint: "Check the user and its password, and grant it SELECT on the table; the audit needs no more.",
};
const EXHAUSTED: Meaning = {
  code: "input/engine-memory",
  problem: "the engine ran out of memory",
  hint: `Use fewer attributes, coarser bands or coarser columns. ${AGAIN}`,
};
const FAILED: Meaning = {
  code: "input/engine-query",
  problem: "the engine refused the query",
  hint: "Check the name of the table, the types of its columns and the version of the engine.",
};

/** Codes of PostgreSQL (SQLSTATE), ClickHouse and Node, and words of the others; first match first. */
const BY_CODE: readonly (readonly [RegExp, Meaning])[] = [
  [/^(57014|159|209|ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT)$/, TIMED_OUT],
  [/^(08...|57P0.|ECONN.*|EPIPE|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|UND_ERR_SOCKET|210|279)$/, LOST],
  [/^(42501|28...|192|193|194|497|516|PERMISSION_DENIED)$/, FORBIDDEN],
  [/^(53200|241)$/, EXHAUSTED],
];
const BY_WORDS: readonly (readonly [RegExp, Meaning])[] = [
  [/timed? ?out|timeout|TIMEOUT_EXCEEDED|deadline/i, TIMED_OUT],
  [/permission|access.denied|not authori[sz]ed|authentication|forbidden/i, FORBIDDEN],
  [/memory/i, EXHAUSTED],
  [/connection|socket|network|fetch failed|terminated|aborted/i, LOST],
];

/**
 * What an error of a client means. The client's own words are left out but for its code, and it is
 * not kept as the cause, since some clients print the connection and its password.
 *
 * @param asked what was asked, in words
 */
export function engineError(
  error: unknown,
  { dialect }: SqlEngine,
  source: string,
  asked: string,
): EvenhandError {
  if (isEvenhandError(error)) return error;
  const codes = codesOf(error);
  const words = error instanceof Error ? error.message : "";
  const known =
    BY_CODE.find(([pattern]) => codes.some((code) => pattern.test(code))) ??
    BY_WORDS.find(([pattern]) => pattern.test(words));
  const meaning = known?.[1] ?? FAILED;
  const [code] = codes;
  return new EvenhandError({
    ...meaning,
    path: source,
    problem: `${meaning.problem} while ${dialect.name} was asked for ${asked}`,
    ...(code === undefined ? {} : { received: `code ${shown(code)}` }),
  });
}

/** The code of an error and of what caused it. */
function codesOf(error: unknown): string[] {
  if (typeof error !== "object" || error === null) return [];
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const isCode = typeof code === "string" || typeof code === "number";
  const own = isCode && /^\w{1,40}$/.test(String(code)) ? [String(code)] : [];
  return cause === error ? own : [...own, ...codesOf(cause)];
}
