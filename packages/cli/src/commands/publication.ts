import { type AuditDocument, EvenhandError, SMALLEST, suppressSmallCells } from "@evenhand/core";
import type { OptionDeclaration } from "../arguments/declaration.ts";
import type { Session } from "../session.ts";

interface PublicOptions {
  readonly public: OptionDeclaration & { readonly type: "boolean" };
  readonly smallest: OptionDeclaration & { readonly type: "string" };
}

/** What makes an audit fit for publication. */
export const PUBLIC_OPTIONS: PublicOptions = {
  public: {
    type: "boolean",
    summary: "withhold small counts and what they could be computed from, for publication",
  },
  smallest: {
    type: "string",
    value: "n",
    summary: `with --public: the smallest count that is shown (default ${SMALLEST})`,
  },
};

interface PublicValues {
  readonly public: boolean;
  readonly smallest: string | undefined;
}

/**
 * The smallest count that may be shown, or null where the audit stays internal.
 *
 * @throws EvenhandError `usage/smallest`
 */
export function parsePublic({ public: isPublic, smallest }: PublicValues): number | null {
  if (smallest === undefined) return isPublic ? SMALLEST : null;
  if (isPublic && /^\d{1,9}$/.test(smallest) && Number(smallest) >= 2) return Number(smallest);
  throw new EvenhandError({
    code: "usage/smallest",
    path: "--smallest",
    problem: isPublic
      ? "the smallest count that may be shown is out of range"
      : "this option goes with --public",
    expected: "a whole number from 2",
    received: smallest,
    hint: "For example: --public --smallest 10.",
  });
}

/**
 * The audit for publication where that was asked for; says what was withheld.
 *
 * @throws EvenhandError `input/no-cells`, `input/too-small-to-publish`
 */
export async function publishIfAsked(
  audit: AuditDocument,
  smallest: number | null,
  session: Session,
): Promise<AuditDocument> {
  if (smallest === null) return audit;
  const published = suppressSmallCells(audit, { smallest });
  const { describePublication } = await import("@evenhand/reporting");
  session.stderr.write(`${describePublication(published)}\n`);
  return published;
}
