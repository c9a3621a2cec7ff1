import { audit } from "@evenhand/core";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { renderReport } from "../../src/html/render-report.tsx";
import { textOf } from "./parsed.ts";

const people = Array.from({ length: 300 }, (_, i) => {
  const sex = (i * 11) % 7 < 3 ? "F" : "M";
  return {
    sex,
    "<b>title": i % 5 === 0 ? "Dr" : sex === "F" ? "Ms" : "Mr",
    shade: `s${(i * 13) % 4}`,
    hired: i % 3 === 0 ? 1 : 0,
  };
});
const question = {
  decisions: { label: "hired", favourable: 1 },
  cohorts: { sex: { by: ["sex"] } },
};

describe("the report of an audit with proxies", () => {
  it("names the proxies of each attribute in a sentence, and every feature in a table", async () => {
    const html = await renderReport(audit(people, { ...question, proxies: {} }));
    const text = textOf(parse(html)).replace(/\s+/g, " ");
    expect(text).toMatch(/1 of 2 features is a proxy of “sex”: “<b>title” \(0\.\d\d\)\./);
    expect(text).toMatch(/shade ?F ?0\.\d+ ?0\.\d+ to 0\.\d+ ?below the limit/);
    expect(html).toContain('href="#proxies"');
    expect(html).not.toContain("<b>title");
  });

  it("has no such section where nobody asked", async () => {
    expect(await renderReport(audit(people, question))).not.toContain('id="proxies"');
  });
});
