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

/** Writes `results/NAME.md` and `.json`: a title, what was measured, one table. */
export function writeResults(name, { title, how, columns, rows, target, on, raw }) {
  const folder = new URL("../results/", import.meta.url);
  const peers = Object.entries(on.peers).map(([library, version]) => `${library} ${version}`);
  const text = [
    `# ${title}`,
    "",
    how,
    "",
    `| ${columns.join(" | ")} |`,
    `| ${columns.map(() => "---").join(" | ")} |`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
    ...(target === undefined ? [] : [`**Target:** ${target}`, ""]),
    `${on.date}, ${on.cpu}, ${on.memory}, Node ${on.node}${peers.length > 0 ? `, ${peers.join(", ")}` : ""}.`,
    "",
  ].join("\n");
  writeFileSync(new URL(`${name}.md`, folder), text);
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify({ on, ...raw }, null, 1)}\n`);
  console.log(text);
}
