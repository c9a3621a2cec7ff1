import type { Bundle } from "./bundle.tsx";

/** Where an output goes. */
export interface Host {
  readonly name: "tslab" | "deno";
  readonly emit: (bundle: Bundle) => Promise<void>;
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
      readonly display?: (data: Bundle, options: { readonly raw: true }) => Promise<void>;
    };
  };
}

/** The notebook kernel this code runs in, or null. */
export function findHost(scope: object): Host | null {
  const { __tslab__: tslab, Deno } = scope as Scope;
  if (tslab !== undefined) {
    return { name: "tslab", emit: async (bundle) => emitToTslab(tslab, bundle) };
  }
  // Deno defines `jupyter` everywhere and throws on its use outside a kernel.
  const display = jupyterOf(Deno);
  if (display !== undefined) {
    return { name: "deno", emit: (bundle) => display(bundle, { raw: true }) };
  }
  return null;
}

/**
 * Sends all forms as one output where the kernel lets us at its writer, which tslab does not
 * document; otherwise one output a form, which is all its public interface can do.
 */
function emitToTslab(tslab: Tslab, bundle: Bundle): void {
  const write = findWriter(tslab);
  if (write !== null) {
    write({ data: bundle, metadata: {}, transient: {} }, false);
    return;
  }
  const { display } = tslab.require("tslab") as {
    readonly display: { readonly raw: (mime: string, data: unknown) => void };
  };
  for (const [mime, data] of Object.entries(bundle)) display.raw(mime, data);
}

type DisplayWriter = (
  content: { readonly data: Bundle; readonly metadata: object; readonly transient: object },
  update: boolean,
) => void;

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

function jupyterOf(
  deno: Scope["Deno"],
): ((data: Bundle, options: { readonly raw: true }) => Promise<void>) | undefined {
  try {
    return deno?.jupyter?.display;
  } catch {
    return undefined;
  }
}
