import { MODULES } from "./modules.ts";

// Globals of every runtime we support, but of none of the language libraries we compile against.
declare const atob: (base64: string) => string;
declare const WebAssembly:
  | {
      validate(bytes: Uint8Array): boolean;
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (
        module: object,
        imports: { readonly env: { readonly memory: Memory } },
      ) => { readonly exports: unknown };
      readonly Memory: new (pages: { readonly initial: number }) => Memory;
    }
  | undefined;

export interface Memory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

/** What `kernel/quadrature.as` exports; addresses are in bytes. */
export interface QuadratureModule {
  choose(nodes: number, shares: number, edges: number, order: number): void;
  prepare(count: number, rule: number): void;
  add(
    blocks: number,
    last: number,
    x: number,
    features: number,
    sums: number,
    players: number,
    missed: number,
    down: number,
    up: number,
  ): void;
}

const modules: (object | undefined)[] = [];
let supported: boolean | null = null;

/** Whether this runtime has WebAssembly with vectors of 128 bits, and lets a page compile it. */
export function hasSimd(): boolean {
  if (supported === null) {
    try {
      supported = typeof WebAssembly === "object" && moduleFor(1) !== null;
    } catch {
      // Validation fails without vectors; compilation is refused by some content security policies.
      supported = false;
    }
  }
  return supported;
}

/** Pairs of nodes that a rule takes: as few as it needs, but an even number where no module is unrolled. */
export function pairsFor(nodes: number): number {
  const pairs = Math.max(1, Math.ceil(nodes / 2));
  return pairs < MODULES.length ? pairs : 2 * Math.ceil(pairs / 2);
}

/** The module for rules of this many pairs, at work in a memory. Only where {@link hasSimd}. */
export function instantiate(pairs: number, memory: Memory): QuadratureModule {
  if (WebAssembly === undefined) throw new TypeError("there is no WebAssembly");
  const { Instance } = WebAssembly;
  const module = moduleFor(pairs < MODULES.length ? pairs : 0);
  return new Instance(module, { env: { memory } }).exports as QuadratureModule;
}

/** An empty memory. Only where {@link hasSimd}. */
export function newMemory(): Memory {
  if (WebAssembly === undefined) throw new TypeError("there is no WebAssembly");
  return new WebAssembly.Memory({ initial: 1 });
}

function moduleFor(index: number): object {
  const known = modules[index];
  if (known !== undefined) return known;
  if (WebAssembly === undefined) throw new TypeError("there is no WebAssembly");
  const bytes = Uint8Array.from(atob(MODULES[index] as string), (letter) => letter.charCodeAt(0));
  const module = new WebAssembly.Module(bytes);
  modules[index] = module;
  return module;
}
