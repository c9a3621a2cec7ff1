import { alignColumns } from "../formats/text-table.ts";
import { type SentencePart, sentenceParts } from "../wording/text.ts";
import type { NamedTable, View } from "./view.ts";

/** The sentence, the finding of the picture, tables as aligned text, and the letter. */
export function textOf({ sentence, chart, tables, letter }: View): string {
  const opening = [sentence, ...(chart === null ? [] : [chart.title])].filter(
    (line) => line !== "",
  );
  const sections =
    letter === null
      ? []
      : [
          plainSentence(letter.headline),
          ...letter.sections.map(({ title, sentences }) =>
            [plainSentence(title), ...sentences.map(plainSentence)].join("\n"),
          ),
        ];
  const blocks = [opening.join("\n"), ...tables.map(tableText), ...sections];
  return blocks.filter((block) => block !== "").join("\n\n");
}

function tableText({ caption, columns, rows }: NamedTable): string {
  const lines = alignColumns(
    columns.map(({ title }) => title),
    rows,
    columns.map(({ kind }) => kind === "number"),
  );
  return caption === "" ? lines : `${caption}\n${lines}`;
}

/** What a sentence isolates stands in it as it is: a console has no elements. */
export function plainSentence(sentence: string): string {
  const join = (parts: readonly SentencePart[]): string =>
    parts.map((part) => (typeof part === "string" ? part : join(part.isolated))).join("");
  return join(sentenceParts(sentence));
}
