const LONGEST_ADDRESS = 400;
// Visible ASCII without what ends an attribute, a Markdown link or a path of another system.
const SAFE_CHARACTERS = /^[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/;
// No user name before the host: it makes an address look like another's.
const HTTPS = /^https:\/\/[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?([/?#].*)?$/;
const MAILTO = /^mailto:[^@?/]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(\?.*)?$/;
// A colon before the first slash (or in an entity) makes a scheme, or something that is taken for one.
const HAS_SCHEME = /^[^/?]*:/;

/**
 * True for an address that a notice may link to: `https:` with a host and without a user name,
 * `mailto:` with an address, or a path relative to where the notice stands (not `//host`). At most
 * 400 visible ASCII characters.
 */
export function isSafeAddress(address: string): boolean {
  if (address.length > LONGEST_ADDRESS || !SAFE_CHARACTERS.test(address)) return false;
  if (HAS_SCHEME.test(address)) return HTTPS.test(address) || MAILTO.test(address);
  return !address.startsWith("//");
}

/** What such an address is, for messages. */
export const ADDRESS_EXPECTED =
  "https://…, mailto:…, or a relative path, of at most 400 characters without spaces";
