import { posix } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

export interface Import {
  /** A path from the project's root where it is relative, else the module's name as written. */
  readonly from: string;
  /** Erased by the compiler: it draws nothing in when the program runs. */
  readonly typeOnly: boolean;
  readonly names: readonly string[];
}

/** One source file, as far as the rules ask. */
export interface Source {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /**
   * Globals that reach outside (`console`, `process.exit` …), in order, `process` where it is not followed by a name.
   */
  readonly globals: readonly string[];
  /** What makes a file something else than synchronous pure functions: `async`, `await`, the clock, chance. */
  readonly impurities: readonly string[];
}

/** A node of the syntax tree; every kind has a `type`, the rest differs. */
type Node = { readonly type: string; readonly [key: string]: unknown };

/** Reads TypeScript with the bundler's own parser; throws where the text is no TypeScript. */
export function parseSource(path: string, text: string): Source {
  const source = { imports: [] as Import[], globals: [] as string[], impurities: [] as string[] };
  const resolve = (literal: unknown) => {
    const name = textOf(literal) ?? '(computed)';
    return name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
  };
  visit(parseAst(text, { lang: 'ts' }) as unknown as Node, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (node.source) source.imports.push({ from: resolve(node.source), ...bindings(node) });
        return;
      case 'ImportExpression':
      case 'TSImportType':
        source.imports.push({ from: resolve(node.source), typeOnly: node.type === 'TSImportType', names: [] });
        return;
      case 'MemberExpression': {
        const name = nameOf(node.object);
        const member = `${name}.${nameOf(node.property)}`;
        if (name === 'console' || name === 'process') source.globals.push(member);
        if (['Date.now', 'Math.random', 'performance.now'].includes(member)) source.impurities.push(member);
        return;
      }
      case 'VariableDeclarator':
        if (nameOf(node.init) === 'process') source.globals.push('process');
        return;
      case 'NewExpression':
        if (nameOf(node.callee) === 'Date' && list(node.arguments).length === 0) source.impurities.push('new Date()');
        return;
      case 'AwaitExpression':
        source.impurities.push('await');
        return;
    }
    if (node.async === true) source.impurities.push('async');
  });
  return { path, lines: text.trimEnd().split('\n').length, ...source };
}

function bindings(node: Node): { typeOnly: boolean; names: string[] } {
  const specifiers = list(node.specifiers);
  const isType = (each: Node) => each.importKind === 'type' || each.exportKind === 'type';
  // `import { type A } from` leaves `import {} from` behind under verbatimModuleSyntax: it still loads the module.
  return { typeOnly: isType(node), names: specifiers.map((each) => nameOf(each.imported ?? each.local)) };
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function list(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** What a string, in quotes or in backticks (as the minifier writes it), says; undefined where it is put together. */
function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type !== 'TemplateLiteral') return typeof node.value === 'string' ? node.value : undefined;
  const [text, ...more] = list(node.quasis).map(({ value }) => (value as { cooked: string }).cooked);
  return more.length === 0 ? text : undefined;
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node.name === 'string' ? node.name : '';
}
