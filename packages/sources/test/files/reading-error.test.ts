import { expect, test } from "vitest";
import { readingError } from "../../src/files/stored-file.ts";

test.each(["EACCES", "EPERM", "EIO"])("%s is a file that cannot be read", async (code) => {
  const error = await readingError(Object.assign(new Error("x"), { code }), "people.parquet");
  expect(error).toMatchObject({
    code: "input/unreadable-file",
    path: "people.parquet",
    received: code,
  });
});

test("an error of another kind is not explained away", async () => {
  const error = new TypeError("ours");
  expect(await readingError(error, "people.parquet")).toBe(error);
});
