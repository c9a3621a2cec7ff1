import {
  type AuditDocument,
  type Configuration,
  changeText,
  EvenhandError,
  holdAgainstBaseline,
  isEvenhandError,
} from "@evenhand/core";
import { type LoadedConfiguration, loadConfiguration } from "../configuration/load.ts";
import { readBaseline } from "../inputs/baseline-file.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";
import { gatedExitCode } from "./gated-exit.ts";
import { compareWithBase } from "./proposal.ts";

type RatchetSection = NonNullable<Configuration["ratchet"]>;

/** What a check asks beside the limits themselves. */
export interface Gates {
  /** The configuration in force; undefined where the budgets are those in force. */
  readonly base: string | undefined;
  /** What `--inconclusive` says, of the budgets in force too. */
  readonly inconclusive: string | undefined;
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

/**
 * Holds an audit against the budgets in force and against the baseline. Both can only block more.
 *
 * @param loaded the configuration as declared
 */
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
  const base = gates.base === undefined ? null : await loadConfiguration(gates.base, session.cwd);
  if (base !== null) {
    document = await besideBase(document, base, loaded, gates, today, session, progress);
    const { proposal } = document;
    if (proposal !== undefined) {
      messages.push(...proposal.changes.map(changeText), proposal.sentence);
    }
  }
  const ratchet = ratchetInForce(base, loaded, gates);
  if (ratchet !== null) {
    document = await besideBaseline(document, loaded, ratchet, gates.ratchet === "enforce");
    const held = document.ratchet;
    if (held !== undefined) {
      const grown = held.growth.filter(({ status }) => status === "grew");
      messages.push(...grown.map(({ budget, sentence }) => `${budget}: ${sentence}`));
      messages.push(held.sentence);
    }
  }
  return { document, exitCode: gatedExitCode(document, gates.proposed), messages };
}

/**
 * Data can change so that the budgets in force do not fit them, such as by the name of a column. That blocks
 * until a reviewer has approved; from then on it is only noted.
 */
async function besideBase(
  audit: AuditDocument,
  base: LoadedConfiguration,
  loaded: LoadedConfiguration,
  { proposed, inconclusive }: Gates,
  today: string,
  session: Session,
  progress: Progress,
): Promise<AuditDocument> {
  try {
    const proposal = await compareWithBase(
      base,
      loaded,
      audit,
      inconclusive,
      today,
      session,
      progress,
    );
    return { ...audit, proposal };
  } catch (error) {
    if (proposed === "block" || !isEvenhandError(error)) throw error;
    const note = `The budgets in force cannot be judged on these data: ${error.message}`;
    return { ...audit, notes: [...audit.notes, note] };
  }
}

/** Until a reviewer has approved, a proposal cannot loosen or leave out the ratchet that is in force. */
function ratchetInForce(
  base: LoadedConfiguration | null,
  { configuration }: LoadedConfiguration,
  { proposed }: Gates,
): RatchetSection | null {
  const inForce = proposed === "block" ? (base?.configuration.ratchet ?? null) : null;
  return inForce ?? configuration.ratchet;
}

/**
 * Where growth is only reported, a baseline may be missing, or may lack a column that the cohorts now need:
 * the run after which it is written anew must not fail.
 */
async function besideBaseline(
  audit: AuditDocument,
  loaded: LoadedConfiguration,
  ratchet: RatchetSection,
  isEnforced: boolean,
): Promise<AuditDocument> {
  const configuration = { ...loaded.configuration, ratchet };
  try {
    const { baseline, identity } = await readBaseline({ ...loaded, configuration });
    return holdAgainstBaseline(audit, configuration, baseline, identity, ratchet, isEnforced);
  } catch (error) {
    if (!isEvenhandError(error)) throw error;
    const isMissing = error.code === "input/missing-file";
    const isOutdated = error.code === "input/cells-lack-attribute";
    if (!isEnforced && (isMissing || isOutdated)) {
      const note = isMissing
        ? `There is no baseline yet at ${ratchet.baseline}: growth was not looked at.`
        : `The baseline at ${ratchet.baseline} was counted without ${error.received}, or with other bands: growth was not looked at.`;
      return { ...audit, notes: [...audit.notes, note] };
    }
    throw isOutdated ? outdatedBaseline(error, ratchet) : error;
  }
}

function outdatedBaseline(error: EvenhandError, { baseline }: RatchetSection): EvenhandError {
  return new EvenhandError(
    {
      code: "input/outdated-baseline",
      path: baseline,
      problem:
        "the baseline was counted without a column that the cohorts need, or with other bands",
      ...(error.received === undefined ? {} : { received: error.received }),
      hint: "`evenhand baseline update` counts it anew.",
    },
    { cause: error },
  );
}
