import { expect, test } from "vitest";
import { isSafeAddress } from "../../src/explanations/address.ts";

test.each([
  "https://example.org",
  "https://example.org:8443/profile?tab=hours#work",
  "mailto:desk@example.org?subject=My%20data",
  "/profile/hours",
  "profile/hours",
  "./profile",
  "#hours",
  "?page=hours",
  "https://example.org/a(b)&c='d'",
])("%s may be linked", (address) => expect(isSafeAddress(address)).toBe(true));

test.each([
  "",
  "http://example.org",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java&#115;cript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "ftp://example.org/a",
  "//example.org/a",
  "https:example.org",
  "https://",
  "https://bank.example@evil.example/",
  "https://exa mple.org",
  "https://example.org/\u202egro",
  "https://example.org/\n",
  'https://example.org/"onclick=x',
  "https://example.org/<b>",
  "\\\\host\\share",
  "/a\\b",
  "mailto:",
  "mailto:nobody",
  `https://example.org/${"a".repeat(400)}`,
])("%s may not", (address) => expect(isSafeAddress(address)).toBe(false));
