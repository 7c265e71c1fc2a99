import ts from 'typescript';

/** A key, or the beginning of keys, that a source file uses. */
export interface KeyUse {
  file: string;
  line: number;
  /** The areas it can stand in: one for `errors:title_404`, those the file's `t` is bound to for `title_404`. */
  areas: string[];
  key: string;
  /** The rest of the key is put in at run time: `t(\`state.${state}\`)`. */
  isPrefix: boolean;
}

/** Functions that give a `t` and the position of the area among their arguments. */
const GIVERS: Record<string, number> = { useText: 0, translator: 1, useTranslation: 0 };
const WITH_AREA = /^([a-z][a-z0-9_-]*):([A-Za-z0-9_.-]*)$/;

interface Found {
  text: string;
  isPrefix: boolean;
  node: ts.Node;
}

/** The texts an expression can be: both branches of a choice, the beginning of a template or of a sum. */
function textsIn(node: ts.Expression): Found[] {
  if (ts.isStringLiteralLike(node)) return [{ text: node.text, isPrefix: false, node }];
  if (ts.isTemplateExpression(node)) return [{ text: node.head.text, isPrefix: true, node }];
  if (ts.isConditionalExpression(node)) return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return textsIn(node.expression);
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return textsIn(node.left).map((found) => ({ ...found, isPrefix: true }));
    return [...textsIn(node.left), ...textsIn(node.right)];
  }
  return [];
}

function nameOfCall(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  if (ts.isIdentifier(node.expression)) return node.expression.text;
  return ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : undefined;
}

/** The area a `useText('rounds')` or `translator(lang, 'rounds')` names; `common` when it names none. */
function areaGiven(node: ts.Node | undefined): string | undefined {
  const name = node && nameOfCall(node);
  const position = name === undefined ? undefined : GIVERS[name];
  if (position === undefined) return undefined;
  const argument = (node as ts.CallExpression).arguments[position];
  return argument && ts.isStringLiteralLike(argument) ? argument.text : 'common';
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** The names a file gives to `t`, each with the areas it is bound to anywhere in the file. */
function boundNames(source: ts.SourceFile): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const bind = (name: string, area: string) => names.set(name, (names.get(name) ?? new Set()).add(area));
  walk(source, (node) => {
    if (!ts.isVariableDeclaration(node)) return;
    const area = areaGiven(node.initializer);
    if (area === undefined) return;
    if (ts.isIdentifier(node.name)) bind(node.name.text, area);
    if (!ts.isObjectBindingPattern(node.name)) return;
    for (const element of node.name.elements)
      if ((element.propertyName ?? element.name).getText(source) === 't') bind(element.name.getText(source), area);
  });
  return names;
}

/** Every key one source file uses: calls of its `t`, and strings that name their area, wherever they stand. */
export function keyUses(file: string, text: string, areas: readonly string[]): KeyUse[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX);
  const bound = boundNames(source);
  const all = [...new Set([...bound.values()].flatMap((set) => [...set]))];
  const uses: KeyUse[] = [];
  const use = (found: Found, inAreas: string[], key: string) => {
    const line = source.getLineAndCharacterOfPosition(found.node.getStart(source)).line + 1;
    uses.push({ file, line, areas: inAreas, key, isPrefix: found.isPrefix });
  };
  walk(source, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      for (const found of textsIn(node)) {
        const [, area, key] = WITH_AREA.exec(found.text) ?? [];
        if (area && areas.includes(area) && (key || found.isPrefix)) use(found, [area], key ?? '');
      }
    }
    const called = callOfT(node, bound, all);
    for (const { found, inAreas } of called)
      if (!found.text.includes(':') && !(found.isPrefix && found.text === '')) use(found, inAreas, found.text);
  });
  return uses;
}

/** A call of `t`, under whatever name; a `t` handed in from elsewhere counts for all areas of the file. */
function callOfT(node: ts.Node, bound: Map<string, Set<string>>, all: string[]) {
  if (!ts.isCallExpression(node) || !node.arguments[0]) return [];
  const callee = node.expression;
  const direct = areaGiven(callee);
  const byProperty = ts.isPropertyAccessExpression(callee) && callee.name.text === 't';
  const name = ts.isIdentifier(callee) ? callee.text : byProperty ? callee.expression.getText() : undefined;
  const own = byProperty && areaGiven(callee.expression);
  const areas = direct ?? own;
  if (areas) return textsIn(node.arguments[0]).map((found) => ({ found, inAreas: [areas] }));
  const known = name === undefined ? undefined : bound.get(name);
  if (!known && name !== 't' && !byProperty) return [];
  const inAreas = known ? [...known] : all.length ? all : ['common'];
  return textsIn(node.arguments[0]).map((found) => ({ found, inAreas }));
}
