import { EvenhandError, type Table } from "@evenhand/core";
import type { StopSignal } from "../black-box/ask.ts";
import {
  type CounterfactualOptions,
  prepareCounterfactuals,
} from "../counterfactuals/counterfactuals.ts";
import type { Model } from "../model.ts";
import { requireRow } from "../trees/encode.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { PersonWord, PersonWork, RowCounterfactuals } from "./person-work.ts";
import { requireWorkers } from "./require-workers.ts";
import { runThreads } from "./run-threads.ts";
import { shared } from "./work.ts";

export interface BatchOptions {
  /** Threads that share the people, at least one; the one that calls only waits. */
  readonly workers: number;
  /** The people, from 0; all rows of the table unless given. */
  readonly rows?: Iterable<number>;
  /** Looked at after every person; once it is aborted the promise is rejected with its reason. */
  readonly signal?: StopSignal;
  /** Told after every person. */
  readonly onProgress?: (progress: BatchProgress) => void;
  /** Answers of an earlier call that ended early: these people are not searched for again. */
  readonly resume?: BatchCounterfactuals;
}

export interface BatchProgress {
  /** People answered for, those resumed included. */
  readonly done: number;
  readonly most: number;
  /** What is known so far, to be kept for `resume`; JSON holds it. */
  partial(): BatchCounterfactuals;
}

export interface BatchCounterfactuals {
  /** SHA-256 of the model, the table and the options: answers to another question cannot be resumed. */
  readonly key: string;
  /** In the order of the rows asked for. */
  readonly answers: readonly RowCounterfactuals[];
}

/**
 * The answers of `counterfactuals` for many rows, to the last bit, searched for by worker threads of Node: each
 * takes the next person when it is free. Model and rows asked for stand in memory that all threads share; each
 * thread copies and reads the tables once, some tens of milliseconds that few people do not repay.
 *
 * @throws EvenhandError as `counterfactuals` (the promise is rejected), `usage/workers` unless `workers` is a whole
 * number above 0, `usage/resume` for answers to another question; the reason of an aborted `signal`
 * @example
 * let kept;
 * const { answers } = await counterfactualsInWorkers(model, people, {
 *   target: { threshold: 0.5, favourableWhen: "above" },
 *   anchors: people,
 *   workers: 2,
 *   onProgress: ({ partial }) => { kept = partial(); },
 * });
 */
export async function counterfactualsInWorkers(
  model: Model,
  table: Table,
  options: CounterfactualOptions & BatchOptions,
): Promise<BatchCounterfactuals> {
  const { workers, rows: asked, signal, onProgress, resume, ...search } = options;
  requireWorkers(workers);
  if (signal?.aborted) throw signal.reason;
  const rows = [...(asked ?? Array.from({ length: table.rows }, (_, row) => row))];
  for (const row of rows) requireRow(table, row);
  // What is wrong with the question is said here, before any thread is started.
  prepareCounterfactuals(model, search);
  const key = fingerprintOf([model, table, search]);
  if (resume !== undefined) requireKey(resume, key);
  const known = new Map((resume?.answers ?? []).map((one) => [one.row, one]));
  const partial = (): BatchCounterfactuals => {
    return { key, answers: rows.flatMap((row) => known.get(row) ?? []) };
  };
  const open = [...new Set(rows)].filter((row) => !known.has(row));
  const most = new Set(rows).size;
  let done = most - open.length;
  if (open.length === 0) return partial();

  const work: PersonWork = {
    model:
      model.kind === "tree-ensemble"
        ? { ...model, roots: shared(model.roots), nodes: shared(model.nodes) }
        : model,
    table,
    options: search,
    rows: shared(Uint32Array.from(open)),
    taken: shared(new Int32Array(1)),
  };
  const hear = (word: PersonWord): void => {
    if (word === "done") return;
    if ("fault" in word) throw faultOf(word.fault);
    known.set(word.row, word);
    onProgress?.({ done: ++done, most, partial });
  };
  const works = Array.from({ length: Math.min(workers, open.length) }, () => work);
  await runThreads("./person-worker.js", works, hear, signal);
  return partial();
}

/** @throws EvenhandError `usage/resume` */
function requireKey(resume: BatchCounterfactuals, key: string): void {
  if (resume.key === key) return;
  throw new EvenhandError({
    code: "usage/resume",
    path: "resume.key",
    problem: "these answers are to another question",
    expected: `${key}, of this model, table and options`,
    received: resume.key,
    hint: "Leave `resume` out to search anew.",
  });
}

function faultOf({
  code,
  path,
  problem,
  received,
  expected,
  hint,
}: Extract<PersonWord, { fault: unknown }>["fault"]): EvenhandError {
  return new EvenhandError({
    code,
    problem,
    ...(path === undefined ? {} : { path }),
    ...(received === undefined ? {} : { received }),
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  });
}
