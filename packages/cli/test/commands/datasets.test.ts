import { datasets } from "@evenhand/sources";
import { describe, expect, it } from "vitest";
import { folderWith, run } from "../helpers/command.ts";

const NOWHERE = { env: { EVENHAND_DATA: "nowhere" } };

describe("datasets", () => {
  it("lists each set with licence, place and how to get it", async () => {
    const { code, stdout } = await run(["datasets"], folderWith({}), NOWHERE);
    expect(code).toBe(0);
    for (const { id, title, licence } of datasets) {
      expect(stdout).toContain(`${id}  ${title}`);
      expect(stdout).toContain(licence);
    }
    expect(stdout).toContain("not found.");
  });

  it("says where a set was found, what of it is missing, and what was altered", async () => {
    const folder = folderWith({ "sets/adult/adult.test": "tampered" });
    const env = { EVENHAND_DATA: "sets" };
    const shown = await run(["datasets", "adult"], folder, { env });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain("found in sets/adult, without adult.data.gz");
    const verified = await run(["datasets", "adult", "--verify"], folder, { env });
    expect(verified.code).toBe(4);
    expect(verified.stdout).toContain("adult.test.gz: altered");
    expect(verified.stdout).toContain("adult.data.gz: missing");
  });

  it("gives JSON alone on standard output", async () => {
    const { stdout, stderr } = await run(["datasets", "--json"], folderWith({}), NOWHERE);
    expect(stderr).toBe("");
    const listed = JSON.parse(stdout);
    expect(listed).toHaveLength(datasets.length);
    expect(listed[0]).toMatchObject({ id: datasets[0]?.id, found: null });
  });

  it("suggests the nearest name", async () => {
    const { code, stderr } = await run(["datasets", "adlut"], folderWith({}));
    expect(code).toBe(3);
    expect(stderr).toContain('Did you mean "adult"?');
  });
});
