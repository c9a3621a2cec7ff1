// TypeScript 7 has no parser to call from JavaScript; 5.0, which the tests compile a consumer with, has one.
import ts from "typescript-5.0";

/** What the checks look at in one source file. */
export interface Module {
  /** Every module specifier that is imported or re-exported, types included, in order of appearance. */
  readonly imports: readonly string[];
  /** Uses of a clock, of unseeded randomness or of the process around, such as `Date.now`. */
  readonly ambient: readonly string[];
  /** True when the parser stumbled, so that the lists above may lack something. */
  readonly broken: boolean;
}

const AMBIENT_OBJECTS = new Set([
  "console",
  "crypto",
  "fetch",
  "globalThis",
  "performance",
  "process",
  "setTimeout",
]);
const AMBIENT_MEMBERS = new Set(["Date.now", "Math.random"]);

/** Parses one TypeScript file into what it imports and what it takes from its surroundings. */
export function parseModule(path: string, source: string): Module {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  const ambient: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push(specifier);
    const use = ambientUse(node);
    if (use !== null) ambient.push(use);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
  return { imports, ambient, broken: parseDiagnostics.length > 0 };
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal);
  }
  if (ts.isExternalModuleReference(node)) return textOf(node.expression);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0]) ?? "(computed)";
  }
  return null;
}

function textOf(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
}

function ambientUse(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText().replaceAll(/\s/g, "");
    return AMBIENT_MEMBERS.has(name) ? name : null;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === "Date") {
    return (node.arguments ?? []).length === 0 ? "new Date()" : null;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === "Date") return "Date()";
  if (ts.isBindingElement(node)) return ambientBinding(node);
  if (ts.isIdentifier(node) && AMBIENT_OBJECTS.has(node.text) && isReference(node)) {
    return node.text;
  }
  return null;
}

/** `const { random } = Math` is another spelling of the member. */
function ambientBinding(node: ts.BindingElement): string | null {
  const declaration = node.parent.parent;
  if (!ts.isVariableDeclaration(declaration)) return null;
  const member = (node.propertyName ?? node.name).getText();
  const name = `${declaration.initializer?.getText()}.${member}`;
  return AMBIENT_MEMBERS.has(name) ? name : null;
}

/** Whether an identifier is evaluated, rather than being the name of a member or of a declaration. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  const named = parent as { readonly name?: ts.Node };
  return named.name !== node || ts.isShorthandPropertyAssignment(parent);
}
