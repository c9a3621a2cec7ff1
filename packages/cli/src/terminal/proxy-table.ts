import type { ProxyAudit } from "@evenhand/core";
import { describeProxies, explainProxyAreas } from "@evenhand/reporting";
import type { Colours } from "./colours.ts";
import { drawGrid } from "./grid.ts";
import { wrapped } from "./wrap.ts";

const WRAPS = { column: 0, least: 14 };

/** The findings of each attribute in sentences, then every number; where the table does not fit, the sentences alone. */
export function renderProxies(
  proxies: ProxyAudit,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  const described = describeProxies(proxies);
  const columns = described[0]?.table.columns ?? [];
  const table = drawGrid(
    {
      head: columns.map(({ title }) => title.toLowerCase()),
      aligns: columns.map(({ kind }) => (kind === "text" ? "left" : "right")),
      sections: described.map(({ attribute, table: { rows } }) => ({ title: attribute, rows })),
    },
    { wraps: WRAPS, width, colours },
  );
  const parts = [
    ...described.map((one) => sentencesOf(one, { colours, width })),
    ...(table === null ? [] : [table]),
    wrapped(explainProxyAreas(proxies), width),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The same beside the verdicts of an audit, without the numbers. */
export function summariseProxies(
  proxies: ProxyAudit,
  options: { readonly colours: Colours; readonly width: number },
): string {
  const described = describeProxies(proxies).map((one) => sentencesOf(one, options));
  return `${[options.colours.bold("Proxies"), ...described].join("\n")}\n`;
}

function sentencesOf(
  { attribute, sentences }: ReturnType<typeof describeProxies>[number],
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  return [
    colours.bold(attribute),
    ...sentences.map((sentence) => wrapped(sentence, width, "  ")),
  ].join("\n");
}
