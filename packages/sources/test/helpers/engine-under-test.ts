import { createServer } from "node:net";
import type { SqlEngine, TableName } from "../../src/index.ts";

export type StoredKind = "text" | "double" | "whole" | "boolean" | "day";

/** A column to be stored. */
export interface StoredColumn {
  readonly name: string;
  readonly kind: StoredKind;
  readonly values: readonly (string | number | boolean | null)[];
}

/** A server that the tests started, and how to put a table into it. */
export interface EngineUnderTest {
  readonly engine: SqlEngine;
  store(name: string, columns: readonly StoredColumn[]): Promise<TableName>;
  /** What must never be in a message. */
  readonly secret: string;
  /** Ways to fail, by the code of the error that each must end in. */
  failures(): Promise<Record<string, () => Promise<unknown>>>;
  close(): Promise<void>;
}

/** A port of the loopback interface that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Tries until it works; some seconds at most. */
export async function until<T>(work: () => Promise<T>, seconds: number = 60): Promise<T> {
  const tries = seconds * 5;
  for (let i = 1; ; i++) {
    try {
      return await work();
    } catch (error) {
      if (i === tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
