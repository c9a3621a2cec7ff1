import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import { decisionSchema } from "../../src/explanations/record-schema.ts";
import { notice } from "../../src/notices/notice.ts";
import { generatedRecord } from "../notices/generated-records.ts";

describe("a decision record read back from JSON", () => {
  test("has lost nothing, so that the same notices can be made from it", () => {
    for (let seed = 0; seed < 100; seed++) {
      const record = generatedRecord(seed);
      const read = v.parse(decisionSchema, JSON.parse(JSON.stringify(record))) as DecisionRecord;
      expect(read).toEqual(record);
      expect(notice(read, { audience: "reviewer" })).toEqual(
        notice(record, { audience: "reviewer" }),
      );
    }
  });

  test("is refused where a part is missing", () => {
    const { features: _, ...others } = generatedRecord(1);
    expect(v.safeParse(decisionSchema, others).success).toBe(false);
  });
});
