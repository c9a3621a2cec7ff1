import type { Notice } from "@evenhand/core";
import { plainText } from "../wording/text.ts";
import { type View, viewWith } from "./view.ts";

const READERS: Readonly<Record<Notice["audience"], string>> = {
  client: "the person",
  agent: "the support agent",
  reviewer: "the reviewer",
};

type Worded = Pick<Notice, "audience" | "headline" | "details">;

/** A notice as its reader gets it. */
export function viewNotice({ audience, headline, details }: Worded, lang: string): View {
  return viewWith(`Notice to ${READERS[audience]}. This is personal data.`, {
    letter: { lang: plainText(lang), headline, sections: details },
  });
}
