import { structureFault, unsupportedFault } from "./fault.ts";
import {
  bytesIn,
  type Message,
  messagesIn,
  numberIn,
  numbersIn,
  readMessage,
  textIn,
  textsIn,
} from "./protobuf.ts";

/** Element types of tensors. */
export const FLOAT = 1;
const UINT8 = 2;
export const DOUBLE = 11;

/** An operator of the graph; names of values, not values. */
export interface OnnxNode {
  readonly path: string;
  readonly domain: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Message>;
}

export interface OnnxInput {
  readonly name: string;
  readonly elementType: number;
  /** Length of the last dimension; null where it is open. */
  readonly width: number | null;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxInput[];
  /** Constants by name. */
  readonly constants: ReadonlyMap<string, Message>;
}

/**
 * The graph of an ONNX model. The schema is the few fields of `onnx.proto` that a tree ensemble needs;
 * the others are skipped.
 *
 * @throws EvenhandError `input/model-truncated`, `input/model-structure`
 */
export function readOnnxGraph(bytes: Uint8Array): OnnxGraph {
  const model = readMessage(bytes, "model");
  const graph = messagesIn(model, 7, "graph").at(-1);
  if (graph === undefined) throw structureFault("model", "a part is missing", "a graph", undefined);
  return {
    nodes: messagesIn(graph, 1, "node").map(readNode),
    inputs: messagesIn(graph, 11, "input").map(readInput),
    constants: new Map(
      messagesIn(graph, 5, "initializer").map((tensor) => [textIn(tensor, 8), tensor]),
    ),
  };
}

function readNode(node: Message): OnnxNode {
  return {
    path: node.path,
    domain: textIn(node, 7),
    operator: textIn(node, 4),
    inputs: textsIn(node, 1),
    outputs: textsIn(node, 2),
    attributes: new Map(
      messagesIn(node, 5, "attribute").map((attribute) => {
        const name = textIn(attribute, 1);
        return [name, { ...attribute, path: `${node.path}.${name}` }];
      }),
    ),
  };
}

function readInput(input: Message): OnnxInput {
  const type = messagesIn(input, 2, "type").at(-1);
  const tensor = type === undefined ? undefined : messagesIn(type, 1, "tensor").at(-1);
  const shape = tensor === undefined ? undefined : messagesIn(tensor, 2, "shape").at(-1);
  const last = shape === undefined ? undefined : messagesIn(shape, 1, "dim").at(-1);
  const width = last === undefined ? 0 : numberIn(last, 1, 0);
  return {
    name: textIn(input, 1),
    elementType: tensor === undefined ? 0 : numberIn(tensor, 1, 0),
    width: width > 0 ? width : null,
  };
}

/** The integers of an attribute; none where it is absent. */
export function integersOf(node: OnnxNode, name: string): number[] {
  const attribute = node.attributes.get(name);
  return attribute === undefined ? [] : numbersIn(attribute, 8, "varint");
}

/** The one integer of an attribute. */
export function integerOf(node: OnnxNode, name: string, otherwise: number): number {
  const attribute = node.attributes.get(name);
  return attribute === undefined ? otherwise : numberIn(attribute, 3, otherwise);
}

/** The texts of an attribute that is a list; none where it is absent. */
export function textsOf(node: OnnxNode, name: string): string[] {
  const attribute = node.attributes.get(name);
  return attribute === undefined ? [] : textsIn(attribute, 9);
}

/** The one text of an attribute. */
export function textOf(node: OnnxNode, name: string, otherwise: string): string {
  const attribute = node.attributes.get(name);
  return attribute === undefined ? otherwise : textIn(attribute, 4);
}

/** Numbers in floats, or in a tensor under the name with `_as_tensor`, or in a tensor. */
export function decimalsOf(node: OnnxNode, name: string): number[] {
  const attribute = node.attributes.get(name);
  const tensor = node.attributes.get(`${name}_as_tensor`) ?? attribute;
  if (tensor !== undefined) {
    const value = messagesIn(tensor, 5, "tensor").at(-1);
    if (value !== undefined) return tensorNumbers(value);
  }
  return attribute === undefined ? [] : numbersIn(attribute, 7, "float");
}

/**
 * All numbers of a tensor kept in the file itself.
 *
 * @throws EvenhandError `input/model-unsupported` for other element types and for external data
 */
export function tensorNumbers(tensor: Message): number[] {
  const type = numberIn(tensor, 2, 0);
  const raw = bytesIn(tensor, 9).at(-1);
  const size = type === FLOAT ? 4 : type === DOUBLE ? 8 : type === UINT8 ? 1 : 0;
  if (size === 0 || numberIn(tensor, 14, 0) !== 0) {
    throw unsupportedFault(tensor.path, "floats, doubles or bytes in the file itself", type);
  }
  if (raw === undefined) {
    if (type === FLOAT) return numbersIn(tensor, 4, "float");
    return type === DOUBLE ? numbersIn(tensor, 10, "double") : numbersIn(tensor, 5, "varint");
  }
  if (raw.length % size !== 0) {
    throw structureFault(tensor.path, "a number is cut off", `${size} bytes each`, raw.length);
  }
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Array.from({ length: raw.length / size }, (_, index) =>
    type === FLOAT
      ? view.getFloat32(index * 4, true)
      : type === DOUBLE
        ? view.getFloat64(index * 8, true)
        : view.getUint8(index),
  );
}
