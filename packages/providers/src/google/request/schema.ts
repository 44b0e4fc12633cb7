import { inlineReferences } from '../../spec/inline-references.ts'

type Schema = Readonly<Record<string, unknown>>

/** What is passed on as it is. */
const KEPT = [
  'title',
  'description',
  'nullable',
  'required',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minProperties',
  'maxProperties',
  'pattern',
  'minimum',
  'maximum',
  'default',
  'propertyOrdering',
] as const

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  string: ['date-time', 'enum'],
  number: ['float', 'double'],
  integer: ['int32', 'int64'],
}

const ANYTHING = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'object' }] }

/** A JSON schema as far as Google's own kind of schema can say it; it refuses every word that it does not know. */
export function toGoogleSchema(schema: Schema): Schema {
  return convert(inlineReferences(schema))
}

function convert(given: unknown): Schema {
  if (typeof given !== 'object' || given === null) return ANYTHING
  const node = withoutAllOf(given as Schema)
  const choices = choicesOf(node)
  if (choices) return choices
  const type = typeOf(node)
  if (type === undefined) return { ...kept(node), ...ANYTHING }
  return {
    type,
    ...kept(node),
    ...limitsOf(node, type),
    ...formatOf(node, type),
    ...enumOf(node, type),
    ...(type === 'object' ? propertiesOf(node) : {}),
    ...(type === 'array' ? { items: convert(itemsOf(node)) } : {}),
  }
}

function kept(node: Schema): Schema {
  const entries = KEPT.flatMap((name) => (node[name] === undefined ? [] : [[name, node[name]] as const]))
  return Object.fromEntries(entries.filter(([name, value]) => name !== 'required' || isFilled(value)))
}

/** Several schemas that all must hold, as one. */
function withoutAllOf({ allOf, ...own }: Schema): Schema {
  if (!Array.isArray(allOf)) return own
  const parts = [...(allOf as Schema[]).map(withoutAllOf), own]
  const properties = Object.assign({}, ...parts.map((part) => part.properties))
  const required = parts.flatMap((part) => listOf(part.required))
  return {
    ...Object.assign({}, ...parts),
    ...(isFilled(properties) ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  }
}

/** `anyOf`, `oneOf` and lists of types; null among them is a flag. */
function choicesOf(node: Schema): Schema | undefined {
  const { type } = node
  const listed = Array.isArray(type)
    ? type.map((one) => ({ ...node, type: one }))
    : [...listOf(node.anyOf), ...listOf(node.oneOf)]
  if (listed.length === 0) return undefined
  const real = (listed as Schema[]).filter((one) => one?.type !== 'null')
  const nullable = real.length < listed.length ? { nullable: true } : {}
  const [only] = real
  const { title, description } = node
  const told = { ...(title ? { title } : {}), ...(description ? { description } : {}) }
  if (only === undefined) return { type: 'string', ...told, nullable: true }
  if (real.length === 1) return { ...convert(only), ...told, ...nullable }
  return { ...told, ...nullable, anyOf: real.map(convert) }
}

function typeOf(node: Schema): string | undefined {
  if (typeof node.type === 'string') return node.type === 'null' ? 'string' : node.type.toLowerCase()
  if (node.properties !== undefined) return 'object'
  if (node.items !== undefined || node.prefixItems !== undefined) return 'array'
  if (typeof node.const === 'string' || listOf(node.enum).every((value) => typeof value === 'string'))
    return node.const !== undefined || node.enum !== undefined ? 'string' : undefined
  return undefined
}

/** Exclusive limits of whole numbers have a neighbour; of others the limit itself is nearest. */
function limitsOf(node: Schema, type: string): Schema {
  const step = type === 'integer' ? 1 : 0
  const { exclusiveMinimum: over, exclusiveMaximum: under } = node
  return {
    ...(typeof over === 'number' ? { minimum: over + step } : {}),
    ...(typeof under === 'number' ? { maximum: under - step } : {}),
  }
}

function formatOf({ format }: Schema, type: string): Schema {
  return typeof format === 'string' && FORMATS[type]?.includes(format) ? { format } : {}
}

/** Only texts may be enumerated. */
function enumOf(node: Schema, type: string): Schema {
  const values = node.const === undefined ? listOf(node.enum) : [node.const]
  const texts = values.filter((value) => typeof value === 'string' && value !== '')
  return type === 'string' && texts.length > 0 ? { enum: texts } : {}
}

function propertiesOf({ properties }: Schema): Schema {
  if (!isFilled(properties)) return {}
  const entries = Object.entries(properties as object).map(([name, value]) => [name, convert(value)])
  return { properties: Object.fromEntries(entries) }
}

function itemsOf({ items, prefixItems }: Schema): unknown {
  if (Array.isArray(items)) return { anyOf: items }
  if (items !== undefined && typeof items === 'object') return items
  return Array.isArray(prefixItems) ? { anyOf: prefixItems } : { type: 'string' }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
