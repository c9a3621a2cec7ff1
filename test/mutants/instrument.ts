import ts from "typescript-5.0";
import { canBeLeftOut, mutateExpression } from "./mutations.ts";

/** One small mistake in one guarded file. */
export interface Mutant {
  readonly file: string;
  /** The function that holds it. */
  readonly in: string;
  readonly before: string;
  /** Empty for a statement that is left out. */
  readonly after: string;
}

export interface Instrumented {
  /** The source with all its mutants in it, each waiting for its id to be active. */
  readonly code: string;
  /** By id: the path of the file, a colon and a number. */
  readonly mutants: ReadonlyMap<string, Mutant>;
}

/** The global function that instrumented code asks whether the mutant of an id is active. */
export const SWITCH = "__isActiveMutant";

/**
 * Puts every mutant of a file into one text: `a < b` becomes
 * `(on("file:7") ? (a <= b) : (a < b))`. So the file is loaded once, and a switch mutates it;
 * a test run for each mutant would take a second each.
 *
 * @throws Error for code that runs while the module is loaded, before any switch is turned
 */
export function instrument(file: string, source: string): Instrumented {
  const root = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const mutants = new Map<string, Mutant>();
  const constants = findConstants(root);
  const inlined = new Map<ts.Expression, string>();

  const guard = (node: ts.Node, after: string): string => {
    if (!runsLate(node)) {
      const place = `${file}: ${node.getText()}`;
      throw new Error(`${place} is evaluated while the file is loaded; put it into a function`);
    }
    const id = `${file}:${mutants.size}`;
    mutants.set(id, { file, in: nameAround(node), before: node.getText(), after });
    return `globalThis.${SWITCH}(${JSON.stringify(id)})`;
  };

  const render = (node: ts.Node): string => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || isTypeDeclaration(node)) {
      return node.getText();
    }
    const constant = ts.isIdentifier(node) && isUse(node) ? constants.get(node.text) : undefined;
    if (constant !== undefined) return inline(constant);
    // The value of a constant is asked for anew at each use, the member of a constant object too.
    if (isConstantMember(node)) {
      return `get ${node.name.getText()}() { return ${render(node.initializer)}; }`;
    }
    if (isConstant(node)) return node.getText();
    const whole = renderChildren(node);
    // In braces, so that an `else` that follows stays with its own `if`.
    if (canBeLeftOut(node)) return `{ if (!${guard(node, "")}) { ${whole} } }`;
    return mutateExpression(node).reduce(
      (text, after) => `(${guard(node, after)} ? (${after}) : (${text}))`,
      whole,
    );
  };

  const renderChildren = (node: ts.Node): string => {
    let text = "";
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      text += source.slice(at, child.getStart()) + render(child);
      at = child.end;
    });
    return text + source.slice(at, node.end);
  };

  const inline = (constant: ts.Expression): string => {
    const text = inlined.get(constant) ?? render(constant);
    inlined.set(constant, text);
    return text;
  };

  return { code: render(root), mutants };
}

type Constant = ts.VariableDeclaration & { readonly initializer: ts.Expression };

/** `const NAME = 37` of the module, for its own use. */
function isConstant(node: ts.Node): node is Constant {
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return false;
  const statement = node.parent.parent;
  const isPrivate = ts.isVariableStatement(statement) && statement.modifiers === undefined;
  return isPrivate && ts.isSourceFile(statement.parent) && ts.isLiteralExpression(node.initializer);
}

function findConstants(root: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  for (const statement of root.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declared of statement.declarationList.declarations) {
      if (isConstant(declared)) constants.set(declared.name.getText(), declared.initializer);
    }
  }
  return constants;
}

/** A member of `const NAME = { … }` of the module. */
function isConstantMember(node: ts.Node): node is ts.PropertyAssignment {
  return ts.isPropertyAssignment(node) && enclosingFunction(node) === undefined;
}

/** Whether code runs after the module was loaded. */
function runsLate(node: ts.Node): boolean {
  return (
    enclosingFunction(node) !== undefined ||
    isConstant(node.parent) ||
    ts.findAncestor(node, isConstantMember) !== undefined
  );
}

function enclosingFunction(node: ts.Node): ts.SignatureDeclaration | undefined {
  return ts.findAncestor(node, ts.isFunctionLike) as ts.SignatureDeclaration | undefined;
}

/** The innermost function with a name, or the constant at the module's level. */
function nameAround(node: ts.Node): string {
  const named = ts.findAncestor(node, (at) => {
    if (ts.isConstructorDeclaration(at)) return true;
    const isOwner = ts.isFunctionLike(at) || ts.isVariableDeclaration(at);
    return isOwner && !ts.isArrowFunction(at) && at.name !== undefined && isOuter(at);
  }) as { readonly name?: ts.Node } | undefined;
  return named === undefined ? "" : (named.name?.getText() ?? "constructor");
}

/** Not a value that is named inside a function. */
function isOuter(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || enclosingFunction(node) === undefined;
}

/** Whether an identifier is evaluated, rather than being the name of something. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return (parent as { readonly name?: ts.Node }).name !== node;
}

function isTypeDeclaration(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}
