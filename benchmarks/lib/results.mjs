import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** What the numbers depend on. */
export function machine(peers) {
  const { model } = cpus()[0];
  return {
    cpu: `${cpus().length} × ${model.trim()}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    peers,
  };
}

/** A table in Markdown. */
export function tableText(columns, rows) {
  return [columns, columns.map(() => "---"), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

/** Writes `results/NAME.md` and `.json`: a title, what was measured, one table. */
export function writeResults(name, { title, how, columns, rows, target, on, raw }) {
  const end = target === undefined ? "" : `\n**Target:** ${target}\n`;
  writeText(name, `# ${title}\n\n${how}\n\n${tableText(columns, rows)}\n${end}`, on, raw);
}

/** The same for a text that holds its tables already. */
export function writeText(name, text, on, raw) {
  const folder = new URL("../results/", import.meta.url);
  const whole = `${text}\n${machineText(on)}\n`;
  writeFileSync(new URL(`${name}.md`, folder), whole);
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify({ on, ...raw }, null, 1)}\n`);
  console.log(whole);
}

/** Date, machine and versions in one line. */
export function machineText({ date, cpu, memory, node, peers }) {
  const libraries = Object.entries(peers).map(([library, version]) => `, ${library} ${version}`);
  return `${date}, ${cpu}, ${memory}, Node ${node}${libraries.join("")}.`;
}
