// After `changeset version`: the core knows its version without reading a file, so it is written here.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/root.mjs";

const { version } = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"));
const file = join(root, "packages/core/src/version.ts");
const source = readFileSync(file, "utf8");
writeFileSync(file, source.replace(/VERSION = "[^"]*"/, `VERSION = "${version}"`));
