import { unsupportedFault } from "./fault.ts";
import {
  DOUBLE,
  FLOAT,
  integerOf,
  type OnnxGraph,
  type OnnxInput,
  type OnnxNode,
  tensorNumbers,
} from "./onnx-graph.ts";

const TREES = ["TreeEnsembleClassifier", "TreeEnsembleRegressor", "TreeEnsemble"];
/** Operators after the trees that leave the scores as they are, or only pick a label by them. */
const HARMLESS = ["Identity", "Cast", "ZipMap", "ArgMax"];

export interface TreeOperator {
  readonly node: OnnxNode;
  /** What the operator reads: FLOAT or DOUBLE. */
  readonly elementType: number;
  readonly width: number | null;
}

/**
 * The one tree operator of a graph, that reads the graph's input and whose scores nothing changes.
 *
 * @throws EvenhandError `input/model-unsupported`
 */
export function findTreeOperator(graph: OnnxGraph): TreeOperator {
  const found = graph.nodes.filter(
    ({ domain, operator }) => domain === "ai.onnx.ml" && TREES.includes(operator),
  );
  const [node] = found;
  if (node === undefined || found.length > 1) {
    throw unsupportedFault("graph", `one of ${TREES.join(", ")}`, `${found.length} of them`);
  }
  const { input, elementType } = inputOf(graph, node);
  requireUnchanged(graph, node.outputs.at(-1) ?? "");
  return { node, elementType, width: input.width };
}

/** The input of the graph that a node reads, as it is or cast. */
function inputOf(graph: OnnxGraph, node: OnnxNode): { input: OnnxInput; elementType: number } {
  const inputs = new Map(graph.inputs.map((input) => [input.name, input]));
  const sources = new Map<string, OnnxNode>();
  for (const source of graph.nodes)
    for (const output of source.outputs) sources.set(output, source);
  let name = node.inputs[0] ?? "";
  let cast: number | null = null;
  for (let step = 0; step <= graph.nodes.length; step++) {
    const input = inputs.get(name);
    if (input !== undefined) {
      const elementType = cast ?? input.elementType;
      const known = input.elementType === FLOAT || input.elementType === DOUBLE;
      // What was rounded once cannot be told from what was not.
      if (known && (input.elementType === DOUBLE || elementType === FLOAT)) {
        return { input, elementType };
      }
      throw unsupportedFault(node.path, "an input of floats or doubles", elementType);
    }
    const source = sources.get(name);
    if (source?.operator === "Cast") cast ??= integerOf(source, "to", 0);
    else if (source?.operator !== "Identity") {
      throw unsupportedFault(node.path, "trees that read the graph's input", source?.operator);
    }
    name = source.inputs[0] ?? "";
  }
  throw unsupportedFault(node.path, "trees that read the graph's input", "a cycle");
}

function requireUnchanged(graph: OnnxGraph, scores: string): void {
  const readers = new Map<string, OnnxNode[]>();
  for (const node of graph.nodes) {
    for (const input of new Set(node.inputs)) {
      const known = readers.get(input);
      if (known === undefined) readers.set(input, [node]);
      else known.push(node);
    }
  }
  const names = new Set([scores]);
  const waiting = [scores];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const node of readers.get(name) ?? []) {
      if (!HARMLESS.includes(node.operator) && !timesOne(graph, node)) {
        throw unsupportedFault(node.path, "scores as the trees give them", node.operator);
      }
      for (const output of node.outputs) {
        if (!names.has(output)) waiting.push(output);
        names.add(output);
      }
    }
  }
}

/** onnxmltools multiplies the probabilities of LightGBM by 1. */
function timesOne({ constants }: OnnxGraph, { operator, inputs }: OnnxNode): boolean {
  const factor = constants.get(inputs[1] ?? "");
  if (operator !== "Mul" || factor === undefined) return false;
  return tensorNumbers(factor).every((number) => number === 1);
}
