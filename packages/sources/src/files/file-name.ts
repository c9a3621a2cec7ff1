/** What says which bytes were read. */
export interface FileName {
  /** The last part of the path or pattern. */
  readonly name: string;
  /** SHA-256 of the stored bytes; for several files, of their sorted hexadecimal digests, one a line. */
  readonly sha256: string;
  /** Number of stored bytes. */
  readonly bytes: number;
}
