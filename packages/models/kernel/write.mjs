// `pnpm --filter @evenhand/models run kernel`: compiles quadrature.as into src/simd/modules.ts; with
// `--check` it fails where the file is not what comes out.
import { readFileSync, writeFileSync } from "node:fs";
import { assemble } from "./assemble.mjs";

const TARGET = new URL("../src/simd/modules.ts", import.meta.url);

const lines = (await assemble()).map((bytes) => `  "${Buffer.from(bytes).toString("base64")}",\n`);
const source = `// Generated from kernel/quadrature.as by kernel/write.mjs.
/** WebAssembly in base64, by pairs of nodes of the rule: for any number of them, for 1, for 2 … */
export const MODULES: readonly string[] = [
${lines.join("")}];
`;

if (!process.argv.includes("--check")) writeFileSync(TARGET, source);
else if (readFileSync(TARGET, "utf8") !== source) {
  throw new Error("src/simd/modules.ts is not what kernel/quadrature.as compiles to");
}
