import type { AuditDocument } from "@evenhand/core";
import type { VNode } from "preact";
import { describeProxies, explainProxyAreas } from "../wording/proxies.ts";
import { NumberTable } from "./table.tsx";

/** What protected attributes can be told from; nothing where the configuration did not ask. */
export function Proxies({ audit }: { readonly audit: AuditDocument }): VNode | null {
  const { proxies } = audit;
  if (proxies === undefined) return null;
  return (
    <section aria-labelledby="proxies">
      <h2 id="proxies">Proxies</h2>
      <p class="hint">{explainProxyAreas(proxies)}</p>
      {describeProxies(proxies).map(({ attribute, sentences, table }) => (
        <section key={attribute} aria-label={`Proxies of ${attribute}`}>
          <h3>
            <bdi>{attribute}</bdi>
          </h3>
          <p>
            <bdi>{sentences.join(" ")}</bdi>
          </p>
          <details>
            <summary>Every feature</summary>
            <NumberTable label={`Proxies of ${attribute}`} table={table} />
          </details>
        </section>
      ))}
    </section>
  );
}
