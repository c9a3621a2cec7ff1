import type { Display } from "./bundle.tsx";

/** Where an output goes. */
export interface Host {
  readonly name: "tslab" | "deno";
  readonly emit: (display: Display) => Promise<void>;
}

/** tslab's kernel, as a library inside it can reach it. */
interface Tslab {
  readonly require: ((name: string) => unknown) & {
    readonly cache?: Readonly<Record<string, { readonly exports?: unknown } | undefined>>;
  };
}

interface Scope {
  readonly __tslab__?: Tslab;
  readonly Deno?: {
    readonly jupyter?: {
      readonly broadcast?: Broadcast;
    };
  };
}

type Broadcast = (
  kind: "display_data",
  content: Display & { readonly transient: object },
) => Promise<void>;

/** The notebook kernel this code runs in, or null. */
export function findHost(scope: object): Host | null {
  const { __tslab__: tslab, Deno } = scope as Scope;
  if (tslab !== undefined) {
    return { name: "tslab", emit: async (display) => emitToTslab(tslab, display) };
  }
  // Deno defines `jupyter` everywhere and throws on its use outside a kernel.
  const broadcast = broadcastOf(Deno);
  if (broadcast !== undefined) {
    return {
      name: "deno",
      emit: (display) => broadcast("display_data", { ...display, transient: {} }),
    };
  }
  return null;
}

/**
 * Sends all forms as one output where the kernel lets us at its writer, which tslab does not
 * document; otherwise one output a form, which is all its public interface can do.
 */
function emitToTslab(tslab: Tslab, { data, metadata }: Display): void {
  const write = findWriter(tslab);
  if (write !== null) {
    write({ data, metadata, transient: {} }, false);
    return;
  }
  const { display } = tslab.require("tslab") as {
    readonly display: { readonly raw: (mime: string, data: unknown) => void };
  };
  for (const [mime, content] of Object.entries(data)) display.raw(mime, content);
}

type DisplayWriter = (content: Display & { readonly transient: object }, update: boolean) => void;

const WRITER_MODULE = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/;

/** Several copies of tslab may be loaded; only the live kernel's holds a writer. */
function findWriter({ require: load }: Tslab): DisplayWriter | null {
  for (const [path, module] of Object.entries(load.cache ?? {})) {
    if (!WRITER_MODULE.test(path)) continue;
    const { lastWriteDisplayData: write } = (module?.exports ?? {}) as {
      readonly lastWriteDisplayData?: unknown;
    };
    if (typeof write === "function") return write as DisplayWriter;
  }
  return null;
}

function broadcastOf(deno: Scope["Deno"]): Broadcast | undefined {
  try {
    return deno?.jupyter?.broadcast;
  } catch {
    return undefined;
  }
}
