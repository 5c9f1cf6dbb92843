import { parse } from '@swc/core'

/** One import, export-from or `import()` of a file; `typeOnly` where nothing of it is left when it runs. */
export type FoundImport = { specifier: string; typeOnly: boolean }

/** @throws Error where the file is no TypeScript. */
export async function readImports(path: string, source: string): Promise<FoundImport[]> {
  const syntaxTree: unknown = await parse(source, { syntax: 'typescript', tsx: path.endsWith('x') })
  const found: FoundImport[] = []
  collect(syntaxTree, found)
  return found
}

function collect(node: unknown, found: FoundImport[]): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, found)
    return
  }
  if (!isNode(node)) return
  const { source, callee } = node
  if (isNode(source) && typeof source['value'] === 'string') {
    found.push({ specifier: source['value'], typeOnly: isTypeOnly(node) })
  }
  if (isNode(callee) && callee['type'] === 'Import') {
    for (const specifier of literalsIn(node['arguments'])) found.push({ specifier, typeOnly: false })
  }
  if (node['type'] === 'TsImportType') {
    for (const specifier of literalsIn(node['argument'])) found.push({ specifier, typeOnly: true })
  }
  for (const child of Object.values(node)) if (typeof child === 'object') collect(child, found)
}

/** `import type …`, or an import of which every name is a type: without names it is imported for its effect. */
function isTypeOnly({ typeOnly, specifiers }: Record<string, unknown>): boolean {
  if (typeOnly === true) return true
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((each) => isNode(each) && each['isTypeOnly'] === true)
  )
}

function literalsIn(node: unknown): string[] {
  if (Array.isArray(node))
    return node.flatMap((each) =>
      literalsIn(isNode(each) && isNode(each['expression']) ? each['expression'] : each),
    )
  return isNode(node) && node['type'] === 'StringLiteral' && typeof node['value'] === 'string'
    ? [node['value']]
    : []
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
