import type { VerdictKind } from "@evenhand/core";
import type { VNode } from "preact";
import { describeVerdict } from "../wording/verdicts.ts";

/** Icon, word and colour of a verdict; the word alone is read aloud. */
export function VerdictMark({ kind }: { readonly kind: VerdictKind }): VNode {
  const { icon, word } = describeVerdict(kind);
  return (
    <span class={`mark ${kind}`}>
      <span class="icon" aria-hidden="true">
        {icon}
      </span>
      {word}
    </span>
  );
}
