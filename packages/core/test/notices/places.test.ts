import { describe, expect, test } from "vitest";
import type { FeatureDeclaration } from "../../src/explanations/feature.ts";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { notice } from "../../src/notices/notice.ts";
import { NOTICE_LOCALES, renderNotice } from "../../src/notices/render-notice.ts";
import { found, sampleInput } from "./sample-record.ts";

const PLACE = "https://example.org/profile?tab=hours&from='x'";

function recordOf(
  features: Readonly<Record<string, FeatureDeclaration>>,
  changed = "hours",
): DecisionRecord {
  return decisionRecord(
    sampleInput({
      rows: [
        ["hours", 20, 40, -0.3],
        ["sex", "F", "M", -0.1],
        ["job", "sales", "craft", -0.05],
        ["idle", 1, 2, 0],
      ],
      features: { sex: { protected: true }, ...features },
      counterfactuals: [found("optimal", [{ feature: changed, from: 20, to: 40 }])],
    }),
  );
}

function changesOf(record: DecisionRecord, locale = "en"): string {
  const { details } = notice(record, { locale });
  return (details.find(({ id }) => id === "changes")?.sentences ?? []).join("\n");
}

describe("where to change an input", () => {
  const record = recordOf({ hours: { label: "hours", adjustAt: PLACE } });

  test.each([
    ["en", "you can change your “hours”"],
    ["de", "können Sie „hours“ ändern"],
    ["es", "puede cambiar «hours»"],
    ["ar", "يمكنك تغيير «\u2068hours\u2069»"],
  ])("is said in %s", (locale, words) => {
    const changes = changesOf(record, locale);
    expect(changes).toContain(words);
    expect(changes).toContain(PLACE);
  });

  test("is a link in HTML and Markdown, text in text, and data in JSON, in every language", () => {
    const escaped = PLACE.replace("&", "&amp;").replaceAll("'", "&#39;");
    for (const locale of NOTICE_LOCALES) {
      const html = renderNotice(record, { locale, format: "html" });
      expect(html).toContain(`<a href="${escaped}">${escaped}</a>`);
      const markdown = renderNotice(record, { locale, format: "markdown" });
      expect(markdown).toContain(`](<${PLACE.replace("&", "&amp;")}>)`);
      expect(renderNotice(record, { locale, format: "text" })).toContain(PLACE);
      const json = JSON.parse(renderNotice(record, { locale, format: "json" }));
      expect(json.details.find(({ id }: { id: string }) => id === "changes").links).toEqual([
        PLACE,
      ]);
    }
  });

  test("stands beside the reasons too, once an input, and for the agent as for the client", () => {
    const two = recordOf({ hours: { adjustAt: "/hours" }, job: { adjustAt: "/job" } });
    const [client, agent] = (["client", "agent"] as const).map((audience) =>
      notice(two, { audience }).details.find(({ id }) => id === "changes"),
    );
    expect(client?.links).toEqual(["/hours", "/job"]);
    expect(client?.sentences.filter((sentence) => sentence.includes("/hours"))).toHaveLength(1);
    expect(agent).toEqual(client);
  });

  test("is never said of what must not be changed on advice, nor of what played no part", () => {
    const features = {
      sex: { protected: true, use: { allowed: "a rule" }, adjustAt: "/sex" },
      job: { proxyOf: ["sex"], adjustAt: "/job" },
      idle: { adjustAt: "/idle" },
    } as const;
    expect(changesOf(recordOf(features))).not.toMatch(/\/(sex|job|idle)/);
    expect(JSON.stringify(recordOf(features).features)).not.toMatch(/\/(sex|job)/);
  });

  test("is refused where the address is unsafe, and left out of a record that was tampered with", () => {
    const unsafe = { hours: { adjustAt: "javascript:alert(1)" } };
    expect(() => recordOf(unsafe)).toThrowError(/features\.hours\.adjustAt: a notice cannot link/);
    const features = record.features.map((each) => ({ ...each, adjustAt: "javascript:alert(1)" }));
    for (const format of ["text", "markdown", "html", "json"] as const) {
      expect(renderNotice({ ...record, features }, { format })).not.toContain("javascript");
    }
  });
});

describe("a value that may not be shown", () => {
  const record = recordOf({ hours: { label: "hours", show: "name", purpose: "to see. " } });

  test("stands neither in the reason nor in the change, whose input is named", () => {
    for (const locale of NOTICE_LOCALES) {
      const text = renderNotice(record, { locale });
      expect(text).toContain("hours");
      expect(text.replace(/\d+ (Angaben|facts|datos)|\b(200|2026|24|17)\b/g, "")).not.toMatch(
        /\b(20|40)\b/,
      );
    }
    expect(renderNotice(record)).toContain("rests on a value that we do not show here");
  });

  test("is there for the reviewer, with the purpose", () => {
    const text = renderNotice(record, { audience: "reviewer" });
    expect(text).toContain("The value of “hours” is 20, and 40 is typical.");
    expect(text).toContain("The value of “hours” is not printed in the notice of the person.");
    expect(text).toContain("“hours” is used for this purpose: to see.");
  });
});

describe("the words for more and less", () => {
  const words = { more: { en: "more hours" }, less: { en: "fewer hours", de: "weniger Stunden" } };

  test("say on which side of the typical number a value lies", () => {
    const [reason] = recordOf({ hours: words }).reasons;
    expect(reason?.sentence).toMatch(/That is fewer hours than is typical\.$/);
  });

  test("are left out in a language they are not declared in, and of texts", () => {
    const record = recordOf({ hours: words, job: { more: "more", less: "less" } });
    expect(renderNotice(record, { locale: "de" })).toContain("weniger Stunden als üblich");
    expect(renderNotice(record, { locale: "es" })).not.toContain("fewer");
    expect(renderNotice(record)).not.toContain("That is less");
  });
});

test("the decision is named in the language of the notice, as far as it is declared", () => {
  const input = sampleInput({ rows: [["hours", 20, 40, -0.3]] });
  const outcome = {
    ...input.outcome,
    decided: "no loan",
    decidedIn: { en: "no loan", de: "kein Kredit" },
  };
  const record = decisionRecord({ ...input, outcome, locale: "de" });
  expect(record.outcome.decided).toBe("kein Kredit");
  expect(record.notices.headline).toContain("„kein Kredit“");
  expect(notice(record).headline).toContain("“no loan”");
  expect(notice(record, { locale: "es" }).headline).toContain("«no loan»");
  expect(notice(record, { audience: "reviewer", locale: "de" }).headline).toContain("kein Kredit");
});
