import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describeRun, run } from "./run.ts";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(dirname(dirname(folder)), "reports", "cps-wages");

async function main(): Promise<void> {
  const result = await run({
    folder,
    out,
    today: process.env.EVENHAND_TODAY ?? new Date().toISOString().slice(0, 10),
    report: (progress) => process.stderr.write(`  ${progress}\n`),
  });
  const table = {
    color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    width: process.stdout.columns ?? 100,
  };
  process.stdout.write(`\n${describeRun(result, relative(process.cwd(), out) || ".", table)}`);
}

void main();
