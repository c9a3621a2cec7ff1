// TypeScript 7 has no parser to call from JavaScript; 5.0, which the tests compile a consumer with, has one.
import ts from "typescript-5.0";

const SWAPS: ReadonlyMap<ts.SyntaxKind, readonly string[]> = new Map([
  [ts.SyntaxKind.LessThanToken, ["<=", ">="]],
  [ts.SyntaxKind.LessThanEqualsToken, ["<", ">"]],
  [ts.SyntaxKind.GreaterThanToken, [">=", "<="]],
  [ts.SyntaxKind.GreaterThanEqualsToken, [">", "<"]],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ["!=="]],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ["==="]],
  [ts.SyntaxKind.PlusToken, ["-"]],
  [ts.SyntaxKind.MinusToken, ["+"]],
  [ts.SyntaxKind.AsteriskToken, ["/"]],
  [ts.SyntaxKind.SlashToken, ["*"]],
]);

/** Operators of which each side is tried alone too. */
const CHOICES: ReadonlyMap<ts.SyntaxKind, string | null> = new Map([
  [ts.SyntaxKind.AmpersandAmpersandToken, "||"],
  [ts.SyntaxKind.BarBarToken, "&&"],
  [ts.SyntaxKind.QuestionQuestionToken, null],
]);

/** Another function of the same shape. */
const TWINS: ReadonlyMap<string, string> = new Map([
  ["min", "max"],
  ["max", "min"],
  ["ceil", "floor"],
  ["floor", "ceil"],
  ["some", "every"],
  ["every", "some"],
]);

/** Calls that are left out: `list.filter(f)` becomes `list`, `Math.abs(x)` becomes `x`. */
const STEPS: ReadonlySet<string> = new Set(["filter", "sort"]);
const COATS: ReadonlySet<string> = new Set(["Math.abs", "Number.isFinite"]);

/** Texts for people, which other tests hold. */
const PROSE: ReadonlySet<string> = new Set(["problem", "expected", "received", "hint"]);

/** What may stand in place of an expression, each a small mistake that somebody could make. */
export function mutateExpression(node: ts.Node): string[] {
  if (ts.isBinaryExpression(node)) return [...mutateBinary(node), ...mutateCondition(node)];
  if (ts.isPrefixUnaryExpression(node)) return [...mutatePrefix(node), ...mutateCondition(node)];
  if (ts.isCallExpression(node)) return [...mutateCall(node), ...mutateCondition(node)];
  if (ts.isNumericLiteral(node)) return isKey(node) ? [] : mutateNumber(node);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return isProse(node) || isKey(node) || node.text === "" ? [] : ['""'];
  }
  if (ts.isTemplateExpression(node)) return isProse(node) ? [] : ['""'];
  if (ts.isRegularExpressionLiteral(node)) return mutatePattern(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ["false"];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ["true"];
  return ts.isExpression(node) ? mutateCondition(node) : [];
}

/** Whether a statement can be left out, and the rest still runs. */
export function canBeLeftOut(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) || ts.isContinueStatement(node) || ts.isThrowStatement(node)
  );
}

function mutateBinary({ left, operatorToken, right }: ts.BinaryExpression): string[] {
  const [before, after] = [left.getText(), right.getText()];
  const swaps = SWAPS.get(operatorToken.kind) ?? [];
  const swapped = swaps.map((operator) => `${before} ${operator} ${after}`);
  const other = CHOICES.get(operatorToken.kind);
  if (other === undefined) return swapped;
  // Of mixed ?? and || only parentheses can be read.
  return [before, after, ...(other === null ? [] : [`(${before}) ${other} (${after})`])];
}

function mutatePrefix({ operator, operand }: ts.PrefixUnaryExpression): string[] {
  const isDropped =
    operator === ts.SyntaxKind.ExclamationToken || operator === ts.SyntaxKind.MinusToken;
  return isDropped ? [operand.getText()] : [];
}

function mutateCall({ expression, arguments: given }: ts.CallExpression): string[] {
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const name = expression.name.text;
  const subject = expression.expression.getText();
  const list = given.map((argument) => argument.getText()).join(", ");
  const twin = TWINS.get(name);
  if (twin !== undefined) return [`${subject}.${twin}(${list})`];
  if (STEPS.has(name)) return [subject];
  if (COATS.has(`${subject}.${name}`)) return [subject === "Math" ? list : "true"];
  return [];
}

/** A whole number by one up and down, another by nothing. */
function mutateNumber({ text }: ts.NumericLiteral): string[] {
  const value = Number(text);
  return Number.isInteger(value) ? [String(value + 1), `(${value - 1})`] : ["0"];
}

function mutatePattern(text: string): string[] {
  return [text.replace("/^", "/"), text.replace(/\$\/(\w*)$/, "/$1")].filter(
    (other) => other !== text,
  );
}

/** What decides between two ways is taken as decided. */
function mutateCondition(node: ts.Node): string[] {
  const { parent } = node;
  const decides =
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node);
  return decides ? ["true", "false"] : [];
}

function isKey(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

function isProse(node: ts.Node): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (ts.isPropertyAssignment(parent) && PROSE.has(parent.name.getText())) return true;
    if (ts.isStatement(parent)) return false;
  }
  return false;
}
