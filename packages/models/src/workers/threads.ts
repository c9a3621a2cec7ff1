/** What we use of `node:worker_threads`, which is loaded when it is asked for: browsers load the package too. */
interface Threads {
  readonly Worker: new (program: object, options: { readonly workerData: unknown }) => Thread;
  readonly workerData: unknown;
  readonly parentPort: { postMessage(message: unknown): void } | null;
}

export interface Thread {
  on(event: "message", listener: (message: unknown) => void): void;
  on(event: "error", listener: (fault: unknown) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
  terminate(): Promise<number>;
}

/** Rejects in a runtime that is not Node. */
export async function loadThreads(): Promise<Threads> {
  // Not a literal: bundlers for browsers would look for it.
  const name: string = "node:worker_threads";
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as Threads;
}
