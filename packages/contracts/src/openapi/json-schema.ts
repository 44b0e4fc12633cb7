import { z } from 'zod'

/** A part of an OpenAPI document, as JSON. */
export type Json = Readonly<Record<string, unknown>>

/**
 * A zod schema as JSON Schema of OpenAPI 3.1: of what a caller sends (`input`) or what is answered (`output`). What
 * only code can say, such as a transform, is left open.
 */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Formats say it; the patterns behind them have hundreds of characters.
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.exclusiveMinimum !== undefined) delete jsonSchema.minimum
    },
  }) as Record<string, unknown>
  return json
}

/** The properties of an object schema, each with its own schema. */
export function shapeOf(schema: z.ZodType | undefined): [name: string, schema: z.ZodType][] {
  return schema instanceof z.ZodObject ? Object.entries(schema.shape as Record<string, z.ZodType>) : []
}

export function isRequired(schema: z.ZodType): boolean {
  return !schema.safeParse(undefined).success
}
