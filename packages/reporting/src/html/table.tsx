import type { ComponentChildren, VNode } from "preact";
import type { ChartTable } from "../charts/chart.ts";

/** A table that scrolls sideways in a box of its own when the page is narrow. */
export function ScrollBox({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** The numbers of a chart as a table. */
export function NumberTable({
  label,
  table,
}: {
  readonly label: string;
  readonly table: ChartTable;
}): VNode {
  return (
    <ScrollBox label={label}>
      <table class="numbers">
        <thead>
          <tr>
            {table.columns.map(({ title, kind }) => (
              <th key={title} scope="col" class={kind === "text" ? "text" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((text, i) =>
                i === 0 ? (
                  <th key="head" scope="row">
                    {text}
                  </th>
                ) : (
                  <td
                    key={table.columns[i]?.title ?? ""}
                    class={table.columns[i]?.kind === "text" ? "text" : undefined}
                  >
                    {text}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
