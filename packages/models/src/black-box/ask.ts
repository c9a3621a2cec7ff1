import { EvenhandError, shown, type Table } from "@evenhand/core";
import type { BlackBox } from "./black-box.ts";

// A global of every runtime we support, but of none of the language libraries we compile against.
declare const setTimeout: (work: () => void) => unknown;

/** An `AbortSignal`, as far as it is needed here. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** What has been asked of a model so far. */
export interface Predictions {
  readonly calls: number;
  readonly rows: number;
}

export interface Progress extends Predictions {
  /** Rows that will be asked for at most. */
  readonly most: number;
}

export interface AskOptions {
  /**
   * Once it is aborted no call begins, and the promise is rejected with its reason, after a call under
   * way has settled. Give the same signal to what `predict` does to make that soon.
   */
  readonly signal?: StopSignal;
  /** Told after every call. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Rows to ask about, made when their turn comes, and where their outputs go. */
export interface Asked {
  readonly rows: number;
  tableOf(start: number, end: number): Table;
  take(output: number, row: number): void;
}

/** Asks a model, call after call, and counts. */
export interface Asker {
  ask(asked: Asked): Promise<void>;
  predictions(): Predictions;
}

/** @param most rows that will be asked for at most, for the progress */
export function askerOf(box: BlackBox, { signal, onProgress }: AskOptions, most: number): Asker {
  let calls = 0;
  let rows = 0;

  const call = async (asked: Asked, start: number): Promise<void> => {
    if (signal?.aborted) throw signal.reason;
    const end = Math.min(asked.rows, start + box.batchRows);
    const outputs = await box.predict(asked.tableOf(start, end));
    // A macrotask: with a synchronous `predict` no timer or event would ever get its turn.
    await new Promise<void>((resume) => setTimeout(resume));
    if (signal?.aborted) throw signal.reason;
    calls++;
    requireOutputs(outputs, end - start);
    for (let at = 0; at < outputs.length; at++) asked.take(outputs[at] as number, start + at);
    rows += end - start;
    onProgress?.({ calls, rows, most });
  };

  return {
    async ask(asked) {
      for (let start = 0; start < asked.rows; start += box.batchRows) await call(asked, start);
    },
    predictions: () => ({ calls, rows }),
  };
}

function requireOutputs(outputs: ArrayLike<number>, rows: number): void {
  const bad =
    outputs?.length === rows
      ? Array.prototype.findIndex.call(outputs, (output) => !Number.isFinite(output))
      : -2;
  if (bad === -1) return;
  throw new EvenhandError({
    code: "usage/predict-outputs",
    path: bad < 0 ? "predict" : `predict[${bad}]`,
    problem: "the function does not give one finite number a row",
    expected: bad < 0 ? `${rows} outputs` : "a finite number",
    received: shown(bad < 0 ? outputs?.length : outputs[bad]),
  });
}
