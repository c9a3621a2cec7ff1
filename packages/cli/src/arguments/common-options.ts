import type { OptionDeclaration } from "./declaration.ts";

// Options that several verbs share, worded once.

interface TextOption extends OptionDeclaration {
  readonly type: "string";
}

interface ListOption extends TextOption {
  readonly multiple: true;
}

interface Flag extends OptionDeclaration {
  readonly type: "boolean";
}

export const CONFIG_OPTION: TextOption = {
  type: "string",
  value: "file",
  summary: "the configuration (default evenhand.yaml)",
};

export const OUT_OPTION: TextOption = {
  type: "string",
  value: "folder",
  summary: "where to write (default reports/<name>)",
};

export const FORMAT_OPTION: ListOption = {
  type: "string",
  multiple: true,
  value: "name=path,…",
  summary:
    "more outputs: html, json, markdown, junit, sarif, sarif-full (`name` alone: under --out), github",
};

export const JSON_OPTION: Flag = {
  type: "boolean",
  summary: "print the JSON alone on standard output",
};

export const TIPPING_OPTION: Flag = {
  type: "boolean",
  summary: "say how little would change each verdict",
};

export const TODAY_OPTION: TextOption = {
  type: "string",
  value: "date",
  summary: "the day to judge for (default EVENHAND_TODAY, then the UTC date)",
};
