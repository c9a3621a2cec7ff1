import {
  type AuditDocument,
  changeText,
  holdAgainstBaseline,
  isEvenhandError,
  isRatchetBroken,
} from "@evenhand/core";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { readBaseline } from "../inputs/baseline-file.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";
import { compareWithBase } from "./proposal.ts";

/** What a check asks beside the limits themselves. */
export interface Gates {
  /** The configuration in force; undefined where the budgets are those in force. */
  readonly base: string | undefined;
  /** What passing only under the proposed budgets does. */
  readonly proposed: "block" | "warn";
  /** Whether a gap that grew against the baseline blocks, or is only reported. */
  readonly ratchet: "enforce" | "report";
}

/** An audit with what the gates say of it. */
export interface Gated {
  readonly document: AuditDocument;
  readonly exitCode: number;
  /** For standard error. */
  readonly messages: readonly string[];
}

/** Holds an audit against the budgets in force and against the baseline. Both can only block more. */
export async function applyGates(
  audit: AuditDocument,
  loaded: LoadedConfiguration,
  gates: Gates,
  today: string,
  session: Session,
  progress: Progress,
): Promise<Gated> {
  const messages: string[] = [];
  let document = audit;
  let isBlocked = false;
  if (gates.base !== undefined) {
    const proposal = await compareWithBase(gates.base, loaded, audit, today, session, progress);
    document = { ...document, proposal };
    messages.push(...proposal.changes.map(changeText), proposal.sentence);
    isBlocked ||= proposal.status === "passes-only-under-proposal" && gates.proposed === "block";
  }
  const { configuration } = loaded;
  if (configuration.ratchet !== null) {
    const held = await holdIfPresent(document, loaded, gates.ratchet === "enforce");
    document = held;
    const { ratchet } = held;
    if (ratchet !== undefined) {
      const grown = ratchet.growth.filter(({ status }) => status === "grew");
      messages.push(...grown.map(({ budget, sentence }) => `${budget}: ${sentence}`));
      messages.push(ratchet.sentence);
      isBlocked ||= isRatchetBroken(ratchet);
    }
  }
  return { document, exitCode: isBlocked ? EXIT.failed : document.outcome.exitCode, messages };
}

/** Where growth is only reported, a baseline may be missing: the run that writes the first must not fail. */
async function holdIfPresent(
  audit: AuditDocument,
  loaded: LoadedConfiguration,
  isEnforced: boolean,
): Promise<AuditDocument> {
  const { ratchet } = loaded.configuration;
  if (ratchet === null) return audit;
  try {
    const { baseline, identity } = await readBaseline(loaded);
    return holdAgainstBaseline(
      audit,
      loaded.configuration,
      baseline,
      identity,
      ratchet,
      isEnforced,
    );
  } catch (error) {
    const isMissing = isEvenhandError(error) && error.code === "input/missing-file";
    if (isEnforced || !isMissing) throw error;
    const note = `There is no baseline yet at ${ratchet.baseline}: growth was not looked at.`;
    return { ...audit, notes: [...audit.notes, note] };
  }
}
