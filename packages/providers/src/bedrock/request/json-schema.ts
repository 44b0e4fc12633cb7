import { inlineReferences } from '../../spec/inline-references.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * A tool's schema as every model takes it: an object at the top, local references (`#/$defs/…`, `#/definitions/…`)
 * written out. A reference back to a schema that is being written out becomes an open object.
 */
export function toInputSchema(parameters: Schema | undefined): Schema {
  const { $schema: _, ...rest } = inlineReferences(parameters ?? {})
  if (rest.type === 'object' && rest.properties !== undefined) return rest
  return { ...rest, type: 'object', properties: rest.properties ?? {} }
}

/** Nova's schemas know three words at the top. */
export function toNovaSchema(schema: Schema): Schema {
  const { type, properties, required } = schema
  return { type, properties, ...(required === undefined ? {} : { required }) }
}
