import { z } from 'zod'

/** Query parameters as Langfuse's clients send them: an empty one counts as absent. */
function orAbsent<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())
}

function orDefault(schema: z.ZodType<number>, fallback: number) {
  return z.preprocess(
    (value) => (value === '' || value === null || value === undefined ? fallback : value),
    schema,
  )
}

export const textParam = orAbsent(z.string())
export const numberParam = orAbsent(z.coerce.number())
export const instantParam = orAbsent(z.iso.datetime({ offset: true }))
export const flagParam = orAbsent(z.enum(['true', 'false']).transform((value) => value === 'true'))

/** Repeated, or with commas, or both. */
export const listParam = orAbsent(
  z.union([z.string(), z.array(z.string())]).transform((value) => splitList([value].flat().join(','))),
)

/** With commas only. */
export const csvParam = orAbsent(z.string().transform(splitList))

/** A list without items counts as absent. */
function splitList(text: string): string[] | undefined {
  const items = text.split(',').map((item) => item.trim())
  const named = items.filter((item) => item !== '')
  return named.length > 0 ? named : undefined
}

/** Pages count from 1. */
export const pageParams = {
  page: orDefault(z.coerce.number().int().gt(0), 1),
  limit: limitParam(100),
}

export function limitParam(most: number) {
  return orDefault(z.coerce.number().int().gt(0).lte(most), 50)
}

export const pageMeta = z.object({
  page: z.number().int(),
  limit: z.number().int(),
  totalItems: z.number().int(),
  totalPages: z.number().int(),
})
export type PageMeta = z.infer<typeof pageMeta>
