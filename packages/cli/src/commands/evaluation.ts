import {
  type AuditDocument,
  audit,
  auditProxies,
  type BurnDocument,
  burnSeries,
  countSlots,
  isEvenhandError,
  type NumericColumn,
  type ProxyAudit,
  proxyQuestion,
} from "@evenhand/core";
import { findMissingColumns } from "../configuration/data-issues.ts";
import { declareFlagged } from "../configuration/declare-flagged.ts";
import { IssuesError } from "../configuration/issues.ts";
import { type LoadedConfiguration, placeError, placePath } from "../configuration/load.ts";
import { type GatheredData, gatherData } from "../inputs/gather.ts";
import { readHistory } from "../inputs/history-file.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";
import { evaluateCounted } from "./counted.ts";
import type { FoundRecourse } from "./recourse.ts";

/** An audit of what a configuration names; `audit` and `check` differ only in what they do with it. */
export async function evaluate(
  loaded: LoadedConfiguration,
  today: string,
  session: Session,
  progress: Progress,
  tipping: boolean = false,
): Promise<AuditDocument> {
  return await placingErrors(loaded, async () => {
    const counted = await evaluateCounted(loaded, today, session, progress, tipping);
    if (counted !== null) return counted;
    const { data, scored } = await readScored(loaded, session, progress);
    const proxies =
      loaded.configuration.proxies === null
        ? null
        : findProxies(loaded, data, scored.scores, progress);
    const informed = declareFlagged(loaded, proxies?.flagged ?? []);
    const recourse = await recourseIfAsked(informed, data, scored.scores, session, progress);
    progress.say("Counting and judging");
    const kept = await readHistory(loaded);
    const document = audit(data.table, informed.configuration, {
      today,
      history: kept?.history ?? null,
      data: data.identity,
      configuration: loaded.identity,
      excluded: data.excluded,
      tipping,
      measurements: recourse.measurements,
      ...(proxies === null ? {} : { proxies }),
      ...scored,
    });
    return { ...document, notes: [...document.notes, ...data.notes, ...recourse.notes] };
  });
}

/** What protected attributes can be told from; with the defaults where the configuration does not ask. */
export async function evaluateProxies(
  loaded: LoadedConfiguration,
  session: Session,
  progress: Progress,
): Promise<ProxyAudit> {
  return await placingErrors(loaded, async () => {
    const { data, scored } = await readScored(loaded, session, progress);
    return findProxies(loaded, data, scored.scores, progress);
  });
}

function findProxies(
  { configuration }: LoadedConfiguration,
  { table }: GatheredData,
  scores: NumericColumn | undefined,
  progress: Progress,
): ProxyAudit {
  progress.say("Looking for proxies");
  return auditProxies(table, proxyQuestion(table, configuration, scores ?? null));
}

/** The same data over time. */
export async function evaluateSlots(
  loaded: LoadedConfiguration,
  today: string,
  session: Session,
  progress: Progress,
): Promise<BurnDocument> {
  return await placingErrors(loaded, async () => {
    const { data, scored } = await readScored(loaded, session, progress);
    progress.say("Counting and judging");
    const { slots, excluded } = countSlots(data.table, loaded.configuration, scored.scores);
    const document = burnSeries(slots, loaded.configuration, {
      today,
      data: [data.identity],
      configuration: loaded.identity,
      excluded: [...data.excluded, ...excluded],
    });
    return { ...document, notes: [...document.notes, ...data.notes] };
  });
}

/** The rows that a configuration speaks of, scored where it asks for that. */
export async function readScored(
  loaded: LoadedConfiguration,
  session: Session,
  progress: Progress,
): Promise<ScoredData> {
  progress.say("Reading the data");
  const data = await gatherData(loaded, session);
  const missing = findMissingColumns(loaded.configuration, data.table);
  if (missing.length > 0) {
    throw new IssuesError(missing.map((issue) => placePath(loaded.source, issue)));
  }
  return { data, scored: await scoreIfDeclared(loaded, data, progress) };
}

interface ScoredData {
  readonly data: GatheredData;
  readonly scored: {
    readonly scores?: NumericColumn;
    readonly model?: AuditDocument["provenance"]["model"] & object;
  };
}

async function scoreIfDeclared(
  { configuration, folder }: LoadedConfiguration,
  { table }: GatheredData,
  progress: Progress,
): Promise<ScoredData["scored"]> {
  const { model: section, decisions } = configuration;
  if (section === null || decisions.prediction?.kind !== "model") return {};
  progress.say("Scoring with the model");
  const { readModel, scoreRows } = await import("../inputs/model-file.ts");
  const { model, identity } = await readModel(section, folder);
  return { scores: scoreRows(model, table), model: identity };
}

async function recourseIfAsked(
  loaded: LoadedConfiguration,
  data: GatheredData,
  scores: NumericColumn | undefined,
  session: Session,
  progress: Progress,
): Promise<FoundRecourse> {
  const nothing = { measurements: [], notes: [] };
  if (scores === undefined) return nothing;
  const { asksForRecourse, findRecourse } = await import("./recourse.ts");
  if (!asksForRecourse(loaded)) return nothing;
  return await findRecourse(loaded, data, scores, session, progress);
}

/** Errors that name a path in the configuration get its file, line and column. */
export async function placingErrors<T>(
  loaded: LoadedConfiguration,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isEvenhandError(error) && !(error instanceof IssuesError)
      ? placeError(loaded.source, error)
      : error;
  }
}
