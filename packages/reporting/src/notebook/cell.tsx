import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { Sentence } from "../html/sentence.tsx";
import type { Letter, NamedTable, View } from "./view.ts";

/** A view as an HTML fragment. Text is escaped; there is no style and no script. */
export function htmlOf(view: View, svg: string | null): string {
  return renderToString(<Cell view={view} svg={svg} />);
}

function Cell({ view, svg }: { readonly view: View; readonly svg: string | null }): VNode {
  const { sentence, chart, tables, letter } = view;
  return (
    <div>
      {sentence !== "" && (
        <p>
          <strong>{sentence}</strong>
        </p>
      )}
      {chart !== null && svg !== null && (
        <figure>
          <figcaption>{chart.title}</figcaption>
          <div dangerouslySetInnerHTML={{ __html: svg }} />
        </figure>
      )}
      {tables.map((table) => (
        <TextTable key={table.caption} table={table} />
      ))}
      {letter !== null && <LetterText letter={letter} />}
    </div>
  );
}

function TextTable({ table: { caption, columns, rows } }: { readonly table: NamedTable }): VNode {
  return (
    <table>
      {caption !== "" && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((text, i) => (
              <td key={columns[i]?.title ?? ""}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LetterText({ letter: { lang, headline, sections } }: { readonly letter: Letter }): VNode {
  return (
    <blockquote lang={lang} dir="auto">
      <p>
        <strong>
          <Sentence text={headline} />
        </strong>
      </p>
      {sections.map(({ title, sentences }) => (
        <div key={title}>
          <h4>
            <Sentence text={title} />
          </h4>
          {sentences.map((sentence) => (
            <p key={sentence}>
              <Sentence text={sentence} />
            </p>
          ))}
        </div>
      ))}
    </blockquote>
  );
}
