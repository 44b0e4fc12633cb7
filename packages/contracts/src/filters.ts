import { z } from 'zod'

const text = { column: z.string().min(1), key: z.string().optional() }
const comparison = z.enum(['=', '>', '<', '>=', '<='])
const textMatch = z.enum([
  '=',
  'contains',
  'does not contain',
  'starts with',
  'ends with',
  'matches',
  'does not match',
])

/** Whether a text is one of the values, or as one of them says, where `*` is any text, `\*` a star and `\\` a backslash. */
const choice = ['any of', 'none of', 'like any of', 'like none of'] as const

/**
 * One condition of the filter language that lists, metrics, dashboards and saved views share.
 * Conditions in a list are AND-ed. Source: Langfuse's public filter parameter (`filter=` as JSON).
 */
export const filterCondition = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('datetime'),
    ...text,
    operator: z.enum(['>', '<', '>=', '<=']),
    value: z.iso.datetime({ offset: true }),
  }),
  z.object({ type: z.literal('string'), ...text, operator: textMatch, value: z.string() }),
  z.object({ type: z.literal('number'), ...text, operator: comparison, value: z.number() }),
  z.object({
    type: z.literal('stringOptions'),
    ...text,
    operator: z.enum(choice),
    value: z.array(z.string()),
  }),
  z.object({
    type: z.literal('categoryOptions'),
    ...text,
    key: z.string(),
    operator: z.enum(choice),
    value: z.array(z.string()),
  }),
  z.object({
    type: z.literal('arrayOptions'),
    ...text,
    operator: z.enum([...choice, 'all of']),
    value: z.array(z.string()),
  }),
  z.object({
    type: z.literal('stringObject'),
    ...text,
    key: z.string(),
    operator: textMatch,
    value: z.string(),
  }),
  z.object({
    type: z.literal('numberObject'),
    ...text,
    key: z.string(),
    operator: comparison,
    value: z.number(),
  }),
  z.object({
    type: z.literal('booleanObject'),
    ...text,
    key: z.string(),
    operator: z.enum(['=', '<>']),
    value: z.boolean(),
  }),
  z.object({ type: z.literal('boolean'), ...text, operator: z.enum(['=', '<>']), value: z.boolean() }),
  z.object({
    type: z.literal('null'),
    ...text,
    operator: z.enum(['is null', 'is not null']),
    value: z.literal('').optional(),
  }),
])

export const filterList = z.array(filterCondition).max(50)

export type FilterCondition = z.infer<typeof filterCondition>

/** A filter list as a query parameter: JSON, where the empty text is no filter. */
export const filterParam = z
  .string()
  .transform((value, context) => {
    if (value.trim() === '') return []
    try {
      return JSON.parse(value) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'Invalid JSON in filter parameter' })
      return z.NEVER
    }
  })
  .pipe(filterList)
