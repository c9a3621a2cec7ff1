import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";

/** The folder that results go to: `--out`, or one under `reports` named after what was audited. */
export function outputFolder(
  out: string | undefined,
  audited: { readonly kind: "configuration" | "data"; readonly path: string },
  cwd: string,
): string {
  if (out !== undefined) return resolve(cwd, out);
  const path = resolve(cwd, audited.path);
  return resolve(cwd, "reports", audited.kind === "data" ? stemOf(path) : basename(dirname(path)));
}

/** `people.csv.gz` is `people`. */
function stemOf(path: string): string {
  const name = basename(path).replace(/\.gz$/, "");
  return basename(name, extname(name));
}

/** A path as short as it can be said from the working folder. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === "" || short.startsWith(`..${sep}..`) ? path : join(short);
}
