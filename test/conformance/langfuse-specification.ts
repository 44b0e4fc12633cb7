import { readFile } from 'node:fs/promises'

type Schema = {
  readonly $ref?: string
  readonly properties?: Record<string, Schema>
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly allOf?: Schema[]
  readonly anyOf?: Schema[]
  readonly oneOf?: Schema[]
}

interface Operation {
  readonly parameters?: { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: Schema }> }
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: Schema }> }>
}

export interface Specification {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components?: { readonly schemas?: Record<string, Schema> }
}

/** Langfuse's published specification without its prose. */
export async function readLangfuseSpecification(): Promise<Specification> {
  const file = new URL('data/langfuse-openapi.json', import.meta.url)
  return JSON.parse(await readFile(file, 'utf8')) as Specification
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete'])

/** `GET /api/public/traces`, with what each operation takes and answers. */
export function operationsOf(specification: Specification): Map<string, Surface> {
  const found = new Map<string, Surface>()
  for (const [path, operations] of Object.entries(specification.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (!methods.has(method)) continue
      found.set(`${method.toUpperCase()} ${plainPath(path)}`, surfaceOf(specification, operation))
    }
  }
  return found
}

export interface Surface {
  /** Names of query parameters. */
  readonly query: ReadonlySet<string>
  /** Properties of the body and of the successful answer, as `data[].name`. */
  readonly body: ReadonlySet<string>
  readonly response: ReadonlySet<string>
}

/** Names of path parameters are a matter of taste. */
function plainPath(path: string): string {
  return path.replace(/\{\w+\}/g, '{}')
}

function surfaceOf(specification: Specification, operation: Operation): Surface {
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1]
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  const propertiesOf = (schema: Schema | undefined) => new Set(walk(specification, schema, '', []))
  return {
    query: new Set(query.map(({ name }) => name)),
    body: propertiesOf(operation.requestBody?.content?.['application/json']?.schema),
    response: propertiesOf(success?.content?.['application/json']?.schema),
  }
}

function walk(
  specification: Specification,
  schema: Schema | undefined,
  path: string,
  seen: readonly string[],
): string[] {
  if (!schema) return []
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    if (seen.includes(name)) return []
    return walk(specification, specification.components?.schemas?.[name], path, [...seen, name])
  }
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
  return [
    ...parts.flatMap((part) => walk(specification, part, path, seen)),
    ...walk(specification, schema.items, `${path}[]`, seen),
    ...walk(specification, values, `${path}{}`, seen),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const inner = path === '' ? name : `${path}.${name}`
      return [inner, ...walk(specification, property, inner, seen)]
    }),
  ]
}
