import { dirname, join } from "node:path/posix";
import { type Module, parseModule } from "./module.ts";
import { CORE_FOLDERS, CORE_ROOTS, MOST_LINES, PACKAGES } from "./rules.ts";

/** Source files by their path from the root, such as `packages/core/src/errors.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** Where a file stands: its package, and its folder under `src`, or its own name directly there. */
interface Place {
  readonly package: string;
  readonly folder: string;
}

/** Checks sources against the rules of architecture; each violation is a sentence that names the file. */
export function findViolations(sources: Sources): string[] {
  const violations: string[] = [];
  const edges = new Map<string, readonly string[]>();
  for (const [path, source] of sources) {
    const module = parseModule(path, source);
    const targets: string[] = [];
    for (const specifier of module.imports) {
      const verdict = judgeImport(path, specifier, sources);
      if (verdict.problem !== null) violations.push(`${path}: ${verdict.problem}`);
      if (verdict.target !== null) targets.push(verdict.target);
    }
    edges.set(path, targets);
    violations.push(...judgeFile(path, source, module));
  }
  return [...violations, ...findCycles(edges)];
}

function judgeFile(path: string, source: string, module: Module): string[] {
  const problems: string[] = [];
  const lines = source.trimEnd().split("\n").length;
  if (module.broken) problems.push("cannot be parsed, so its imports are not known");
  if (lines > MOST_LINES) problems.push(`has ${lines} lines; the limit is ${MOST_LINES}`);
  const place = placeOf(path);
  if (place.package === "core") {
    if (!isKnown(place.folder)) problems.push("is in a folder of core that has no rule");
    for (const use of module.ambient) problems.push(`core must not use ${use}`);
  }
  return problems.map((problem) => `${path}: ${problem}`);
}

interface Judgement {
  readonly problem: string | null;
  /** The file that a relative import leads to, where it is one of ours. */
  readonly target: string | null;
}

function judgeImport(from: string, specifier: string, sources: Sources): Judgement {
  if (specifier.startsWith(".")) return judgeRelative(from, specifier, sources);
  const place = placeOf(from);
  const problem = specifier.startsWith("@evenhand/")
    ? judgePackage(place.package, specifier.slice("@evenhand/".length))
    : place.package === "core" && isPlatform(specifier)
      ? `core must not import ${specifier}`
      : null;
  return { problem, target: null };
}

function judgePackage(from: string, to: string): string | null {
  const allowed = PACKAGES[from] ?? [];
  return allowed.includes(to) ? null : `${from} must not import @evenhand/${to}`;
}

function judgeRelative(from: string, specifier: string, sources: Sources): Judgement {
  const target = join(dirname(from), specifier);
  if (!sources.has(target)) {
    return { problem: `imports ${specifier}, which is no source file`, target: null };
  }
  const here = placeOf(from);
  const there = placeOf(target);
  if (here.package !== there.package) {
    return { problem: `reaches into ${target}; import @evenhand/${there.package}`, target };
  }
  const crosses = here.package === "core" && here.folder !== there.folder;
  return { problem: crosses ? judgeFolder(here.folder, there.folder) : null, target };
}

function judgeFolder(from: string, to: string): string | null {
  if (from === "index.ts" || (CORE_ROOTS.includes(to) && from in CORE_FOLDERS)) return null;
  const allowed = CORE_FOLDERS[from] ?? [];
  return allowed.includes(to) ? null : `core's ${from} must not import ${to}`;
}

function isKnown(folder: string): boolean {
  return folder in CORE_FOLDERS || CORE_ROOTS.includes(folder) || folder === "index.ts";
}

function isPlatform(specifier: string): boolean {
  return specifier.startsWith("node:") || specifier === "(computed)";
}

function placeOf(path: string): Place {
  const [, name = "", , folder = ""] = path.split("/");
  return { package: name, folder };
}

/** Depth-first search; each cycle is told once, from the file where the search closed it. */
function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) {
      cycles.push(`import cycle: ${[...trail.slice(seenAt), path].join(" → ")}`);
      return;
    }
    if (finished.has(path)) return;
    trail.push(path);
    for (const target of edges.get(path) ?? []) visit(target);
    trail.pop();
    finished.add(path);
  };
  for (const path of edges.keys()) visit(path);
  return cycles;
}
