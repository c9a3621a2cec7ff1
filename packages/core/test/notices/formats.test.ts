import { describe, expect, test } from "vitest";
import type { DecisionRecord } from "../../src/explanations/record.ts";
import { decisionRecord } from "../../src/notices/decision-record.ts";
import { notice } from "../../src/notices/notice.ts";
import type { NoticeDocument } from "../../src/notices/notice-document.ts";
import { NOTICE_LOCALES, renderNotice } from "../../src/notices/render-notice.ts";
import { generatedRecord } from "./generated-records.ts";
import { found, sampleInput } from "./sample-record.ts";

const AUDIENCES = ["client", "agent", "reviewer"] as const;
const VIEWS = NOTICE_LOCALES.flatMap((locale) =>
  AUDIENCES.map((audience) => ({ locale, audience })),
);

const HOSTILE = `\u202e<img src=x onerror="alert('1')">&amp; [a](http://b) \`c\` *d* www.e.org {x}\u0007\r\n# f ${"long ".repeat(2000)}`;

function hostileRecord(): DecisionRecord {
  const input = sampleInput({
    rows: [
      [HOSTILE, HOSTILE, "\u2066\u0000", -0.3],
      ["ordinary", 1, 2, -0.1],
      ["sex", HOSTILE, "x", -0.1],
    ],
    features: {
      [HOSTILE]: { label: { en: HOSTILE, de: HOSTILE }, unit: HOSTILE },
      sex: { protected: true, use: { allowed: HOSTILE } },
      ordinary: { label: HOSTILE, actionable: { owner: HOSTILE, rationale: HOSTILE } },
    },
    counterfactuals: [found("optimal", [{ feature: "ordinary", from: 1, to: 2 }])],
    contact: HOSTILE,
    outcome: { decided: HOSTILE },
  });
  const model = { name: HOSTILE, format: HOSTILE, sha256: null };
  return decisionRecord({
    ...input,
    subject: HOSTILE,
    provenance: { ...input.provenance, model, data: { name: HOSTILE, sha256: null } },
  });
}

describe("what comes from outside", () => {
  const record = hostileRecord();

  test("becomes no markup of the HTML fragment", () => {
    for (const view of VIEWS) {
      const html = renderNotice(record, { ...view, format: "html" });
      const rest = html
        .replace(/<article lang="[a-z]{2}" dir="(ltr|rtl)">|<section data-section="[a-z]+">/g, "")
        .replace(/<\/?(article|section|h2|p|strong)>/g, "")
        .replace(/&(amp|lt|gt|quot|#39);/g, "");
      expect(rest).not.toMatch(/[<>&"']/);
      expect(html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;");
    }
  });

  test("becomes no markup of Markdown", () => {
    for (const view of VIEWS) {
      for (const line of renderNotice(record, { ...view, format: "markdown" }).split("\n")) {
        const text = line.replace(/^## /, "");
        expect(text.replace(/\\[\\`*_{}[\]<>#|~&$!:.)+=-]/g, "")).not.toMatch(
          /[\\`*_{}[\]<>#|~&$!]/,
        );
        expect(text).not.toMatch(/^\s*([-+=]|\d+[.)]\s)|(?<!\\):\/\/|\bwww\.|^\t| {4}/);
      }
    }
  });

  test("brings no control or direction-changing character, and no more than a sentence holds", () => {
    for (const view of VIEWS) {
      for (const format of ["text", "markdown", "html", "json"] as const) {
        // The id of the decision stays as it is in JSON: hosts look it up.
        const written = renderNotice(record, { ...view, format }).replace(
          /^ {2}"subject": .*$/m,
          "",
        );
        // The marks of isolation and those that `Intl` puts beside Arabic percent signs are ours.
        expect(written).not.toMatch(/(?![\n\u2068\u2069\u200e\u200f\u061c])[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(Math.max(...written.split("\n").map((line) => line.length))).toBeLessThan(1500);
      }
      expect(renderNotice(record, view)).toContain("…");
    }
  });
});

describe("each format", () => {
  const record = generatedRecord(3);

  test("holds the whole notice", () => {
    for (const view of VIEWS) {
      const { headline, details } = notice(record, view);
      const all = [headline, ...details.flatMap(({ title, sentences }) => [title, ...sentences])];
      const text = renderNotice(record, view);
      const json = JSON.parse(renderNotice(record, { ...view, format: "json" })) as NoticeDocument;
      expect(json).toMatchObject({ audience: view.audience, headline, details });
      const html = renderNotice(record, { ...view, format: "html" });
      const markdown = renderNotice(record, { ...view, format: "markdown" });
      for (const part of all) expect(text).toContain(part);
      expect(html.match(/<(h2|p)>/g)).toHaveLength(all.length);
      expect(markdown.split("\n\n")).toHaveLength(all.length);
    }
  });

  test("says its language and direction in HTML and JSON", () => {
    for (const [locale, dir] of [
      ["en", "ltr"],
      ["de", "ltr"],
      ["es", "ltr"],
      ["ar", "rtl"],
    ] as const) {
      expect(renderNotice(record, { locale, format: "html" })).toMatch(
        new RegExp(`^<article lang="${locale}" dir="${dir}">`),
      );
      expect(JSON.parse(renderNotice(record, { locale, format: "json" }))).toMatchObject({
        lang: locale,
        dir,
      });
    }
  });

  test("takes the heading level of its host", () => {
    expect(renderNotice(record, { format: "html", headingLevel: 4 })).toContain("<h4>");
    expect(renderNotice(record, { format: "markdown", headingLevel: 3 })).toContain("\n### ");
  });

  test("as JSON carries the codes with which a host can refuse to send, and the templates", () => {
    for (let seed = 0; seed < 100; seed++) {
      const made = generatedRecord(seed);
      const json = JSON.parse(renderNotice(made, { format: "json" })) as NoticeDocument;
      expect(json.holdForReview).toBe(made.safeguards.some((each) => each.holdForReview));
      expect(new Set(json.codes)).toEqual(new Set(made.safeguards.map(({ code }) => code)));
      expect(json.templates).toEqual(made.provenance.templates);
      expect(JSON.stringify(json)).not.toMatch(/umber|ochre|race|female|“sex”/);
    }
  });
});

describe("what is inserted into a sentence", () => {
  test("stands isolated in Arabic, in balance, and so do numbers", () => {
    for (let seed = 0; seed < 300; seed++) {
      for (const audience of AUDIENCES) {
        const text = renderNotice(generatedRecord(seed), { locale: "ar", audience });
        let depth = 0;
        let outside = "";
        for (const character of text.replaceAll("SHA-256", "")) {
          if (character === "\u2068") depth++;
          else if (character === "\u2069") depth--;
          else if (depth <= 0) outside += character;
        }
        // Latin letters and digits come from slots only.
        expect(outside).not.toMatch(/[A-Za-z0-9]/);
        expect(depth).toBe(0);
      }
    }
  });

  test("is isolated in left-to-right sentences where it runs the other way", () => {
    const rows = [["age", "عشرون", 40, -0.3]] as const;
    const features = { age: { label: "العمر" } };
    const made = decisionRecord(sampleInput({ rows, features }));
    expect(renderNotice(made)).toContain("Your “\u2068العمر\u2069” counted");
    expect(renderNotice(made, { locale: "de" })).toContain("„\u2068العمر\u2069“ zählte");
    expect(renderNotice(generatedRecord(1))).not.toMatch(/[\u2068\u2069]/u);
  });
});

describe("a support agent", () => {
  test("reads the client's sentences, word for word, and nothing that the client may not see", () => {
    for (let seed = 0; seed < 200; seed++) {
      const record = generatedRecord(seed);
      const client = notice(record).details.filter(({ id }) => id !== "actions");
      const agent = notice(record, { audience: "agent" });
      expect(agent.details.filter(({ id }) => id !== "actions")).toEqual(client);
      expect(renderNotice(record, { audience: "agent" })).not.toMatch(
        /umber|ochre|“race|female|“sex”/,
      );
    }
  });

  test("is told to hold a notice, to add nothing, and which facts are left out", () => {
    const held = decisionRecord(
      sampleInput({ rows: [["sex", "F", "M", -0.3]], features: { sex: { protected: true } } }),
    );
    const text = renderNotice(held, { audience: "agent" });
    expect(text).toContain("Hold the notice: a person must check the decision first.");
    expect(text).toContain("do not add reasons of your own");
    expect(text).toContain("Some facts have no name here, or no value.");
    expect(text).toContain("Codes for your file: protected-attribute-used.");
    const plain = decisionRecord(sampleInput({ rows: [["a", 1, 2, -0.4]] }));
    expect(renderNotice(plain, { audience: "agent" })).not.toMatch(
      /Some facts have no name|Hold the/,
    );
  });
});
