// The WebAssembly of `quadrature.as`: one module for each number of pairs of nodes, unrolled, and one
// (of 0 pairs) for any.
import { readFileSync } from "node:fs";
import asc from "assemblyscript/asc";

const SOURCE = new URL("quadrature.as", import.meta.url);
const MOST_PAIRS = 5;
const FLAGS = "-O3 --noAssert --runtime stub --importMemory --noExportMemory --enable simd";

/** @returns the modules in the order of their pairs, as bytes */
export async function assemble() {
  const modules = [];
  for (let pairs = 0; pairs <= MOST_PAIRS; pairs++) modules.push(await assembleOne(pairs));
  return modules;
}

async function assembleOne(pairs) {
  const files = {
    "quadrature.ts": readFileSync(SOURCE, "utf8"),
    "pairs.ts": `export const PAIRS: usize = ${pairs};\n`,
  };
  let bytes = null;
  const args = ["quadrature.ts", "-o", "quadrature.wasm", ...FLAGS.split(" ")];
  const { error, stderr } = await asc.main(args, {
    readFile: (name) => files[name] ?? null,
    writeFile: (_name, contents) => {
      bytes = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || bytes === null) throw new Error(`AssemblyScript: ${stderr.toString()}`);
  return bytes;
}
