import type { ComponentChildren, VNode } from "preact";
import { type SentencePart, sentenceParts } from "../wording/text.ts";

/** A sentence of a record: what it isolates stands in `<bdi>`, and no mark of direction is left in it. */
export function Sentence({ text }: { readonly text: string }): VNode {
  return <span dir="auto">{childrenOf(sentenceParts(text))}</span>;
}

function childrenOf(parts: readonly SentencePart[]): ComponentChildren {
  return parts.map((part, i) =>
    typeof part === "string" ? part : <bdi key={i}>{childrenOf(part.isolated)}</bdi>,
  );
}
