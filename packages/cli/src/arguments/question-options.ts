/** What is asked of a data file: the outcome, who is compared, and what decided. */
export const QUESTION_OPTIONS = {
  outcome: { type: "string", value: "column", summary: "the recorded outcome" },
  favourable: {
    type: "string",
    multiple: true,
    value: "value",
    summary: "the outcome people are glad of",
  },
  by: { type: "string", multiple: true, value: "column", summary: "compare people by it" },
  prediction: { type: "string", value: "column", summary: "what was decided or predicted" },
  score: { type: "string", value: "column", summary: "a score that decides" },
  threshold: {
    type: "string",
    value: "number",
    summary: "favourable at or above it (with --score)",
  },
} as const;
