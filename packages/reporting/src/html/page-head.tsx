import type { VNode } from "preact";
import { plainText } from "../wording/text.ts";
import type { PagePolicy } from "./page.ts";

/** The head of a page. */
export function PageHead({
  title,
  policy,
}: {
  readonly title: string;
  readonly policy: PagePolicy;
}): VNode {
  return (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy.contentSecurity} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{plainText(title)}</title>
      <style dangerouslySetInnerHTML={{ __html: policy.style }} />
    </head>
  );
}
