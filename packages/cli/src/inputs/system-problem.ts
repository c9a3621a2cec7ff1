const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "a part of this path is a file, not a folder",
  EISDIR: "this is a folder, not a file",
  EACCES: "permission to open it is denied",
  EPERM: "permission to open it is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EEXIST: "a file is in the way",
  ENAMETOOLONG: "the name is too long",
};

/** What an error of the file system means, in words. Errors of other kinds are thrown on. */
export function systemProblem(error: unknown): { problem: string; isMissing: boolean } {
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  const problem = code === null ? undefined : PROBLEMS[code];
  if (problem === undefined) throw error;
  return { problem, isMissing: code === "ENOENT" };
}
