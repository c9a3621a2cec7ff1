import { join } from "node:path";
import ts from "typescript-5.0";
import { root } from "../root.ts";

/** Files that exist only for the compiler, by path from the root. */
export type VirtualFiles = Readonly<Record<string, string>>;

export type Resolution = "Node10" | "Node16";

/** What a consumer on TypeScript 5.0 finds in a module's declarations. */
export interface Reading {
  /** Names that the module exports. */
  readonly exports: readonly string[];
  /** Where a declaration came out as `any`, as `name`, `name.property` or `name()`. */
  readonly anys: readonly string[];
  /** Errors that the compiler finds in declarations of ours. */
  readonly errors: readonly string[];
}

/** Compiles a file that imports a module, as a notebook kernel on TypeScript 5.0 would, and reads its types. */
export function readDeclarations(
  specifier: string,
  resolution: Resolution,
  virtual: VirtualFiles = {},
): Reading {
  const entry = "test/consumer.mts";
  const program = compile(entry, resolution, {
    ...virtual,
    [entry]: `export * from ${JSON.stringify(specifier)};`,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(root, entry));
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...program
      .getSourceFiles()
      .filter(isOurs)
      .flatMap((ours) => [
        ...program.getSyntacticDiagnostics(ours),
        ...program.getSemanticDiagnostics(ours),
      ]),
  ];
  return {
    exports: symbols.map((symbol) => symbol.name),
    anys: symbols.flatMap((symbol) => anysOf(checker, symbol)),
    errors: diagnostics.map(describe),
  };
}

/** Libraries and Node's own types are the same in every program with one resolution. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function compile(entry: string, resolution: Resolution, virtual: VirtualFiles): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: resolution === "Node10" ? ts.ModuleKind.ESNext : ts.ModuleKind.Node16,
    moduleResolution:
      resolution === "Node10" ? ts.ModuleResolutionKind.NodeJs : ts.ModuleResolutionKind.Node16,
    types: ["node"],
    strict: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const textOf = (path: string): string | undefined => virtual[path.slice(root.length + 1)];
  const { fileExists, getSourceFile, readFile } = host;
  host.getCurrentDirectory = () => root;
  host.fileExists = (path) => textOf(path) !== undefined || fileExists(path);
  host.readFile = (path) => textOf(path) ?? readFile(path);
  host.getSourceFile = (path, settings) => {
    if (textOf(path) !== undefined) return getSourceFile(path, settings);
    const key = `${resolution} ${path}`;
    if (!parsed.has(key)) parsed.set(key, getSourceFile(path, settings));
    return parsed.get(key);
  };
  return ts.createProgram([join(root, entry)], options, host);
}

/** Looks through everything of ours that an exported symbol's type reaches. */
function anysOf(checker: ts.TypeChecker, exported: ts.Symbol): string[] {
  const found: string[] = [];
  const seen = new Set<ts.Type>();
  const visit = (type: ts.Type, path: string): void => {
    if ((type.flags & ts.TypeFlags.Any) !== 0) found.push(path);
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) for (const part of type.types) visit(part, path);
    if (isReference(type)) for (const part of checker.getTypeArguments(type)) visit(part, path);
    for (const signature of type.getCallSignatures()) {
      visit(signature.getReturnType(), `${path}()`);
      for (const parameter of signature.getParameters()) visitMember(parameter, path);
    }
    for (const property of type.getProperties()) visitMember(property, path);
  };
  const visitMember = (member: ts.Symbol, path: string): void => {
    const [declaration] = member.declarations ?? [];
    if (declaration === undefined || !isOurs(declaration.getSourceFile())) return;
    visit(checker.getTypeOfSymbolAtLocation(member, declaration), `${path}.${member.name}`);
  };

  const symbol =
    (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined) return [exported.name];
  if ((symbol.flags & ts.SymbolFlags.Value) !== 0) {
    visit(checker.getTypeOfSymbolAtLocation(symbol, declaration), exported.name);
  }
  if ((symbol.flags & ts.SymbolFlags.Type) !== 0) {
    visit(checker.getDeclaredTypeOfSymbol(symbol), exported.name);
  }
  return found;
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
}

function isOurs(file: ts.SourceFile): boolean {
  return !file.fileName.includes("/node_modules/");
}

function describe({ file, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, " ");
  return file === undefined ? text : `${file.fileName.slice(root.length + 1)}: ${text}`;
}
