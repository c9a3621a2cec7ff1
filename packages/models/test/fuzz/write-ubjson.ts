/** Universal Binary JSON of a tree of values: plain containers, numbers as int64 or double. */
export function writeUbjson(root: unknown): Uint8Array {
  const bytes: number[] = [];
  const mark = (type: string): void => {
    bytes.push(type.charCodeAt(0));
  };
  const wide = (set: (view: DataView) => void): void => {
    const view = new DataView(new ArrayBuffer(8));
    set(view);
    bytes.push(...new Uint8Array(view.buffer));
  };
  const integer = (value: number): void => {
    mark("L");
    wide((view) => view.setBigInt64(0, BigInt(value)));
  };
  const text = (value: string): void => {
    const encoded = new TextEncoder().encode(value);
    integer(encoded.length);
    for (const byte of encoded) bytes.push(byte);
  };
  const write = (value: unknown): void => {
    if (typeof value === "number" && Number.isSafeInteger(value)) integer(value);
    else if (typeof value === "number") {
      mark("D");
      wide((view) => view.setFloat64(0, value));
    } else if (typeof value === "string") {
      mark("S");
      text(value);
    } else if (typeof value === "boolean") mark(value ? "T" : "F");
    else if (Array.isArray(value)) {
      mark("[");
      value.forEach(write);
      mark("]");
    } else if (typeof value === "object" && value !== null) {
      mark("{");
      for (const [key, part] of Object.entries(value)) {
        text(key);
        write(part);
      }
      mark("}");
    } else mark("Z");
  };
  write(root);
  return Uint8Array.from(bytes);
}
