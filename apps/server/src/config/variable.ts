import { z } from 'zod'

/** One variable of the environment: what it means, how it is checked, and what to do when it is wrong. */
export interface Variable {
  readonly name: string
  readonly description: string
  /** As a user would write it. Absent: unset. */
  readonly default?: string
  readonly secret?: boolean
  /** Ends an error message: how to write the value, or where to get one. */
  readonly remedy: string
  readonly schema: z.ZodType
}

type Variables = Record<string, Omit<Variable, 'name'>>

export type VariableValues<V extends Variables> = { [K in keyof V]: z.output<V[K]['schema']> }

/** Checks a set of variables. Empty counts as unset. Collects every problem, so that one start shows them all. */
export function readVariables<const V extends Variables>(
  variables: V,
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): VariableValues<V> {
  const entries = Object.entries(variables).map(([name, variable]) => {
    const raw = env[name]?.trim() || undefined
    const parsed = variable.schema.safeParse(raw)
    if (parsed.success) return [name, parsed.data]
    problems.push(describeProblem(name, raw, variable, parsed.error))
    return [name, undefined]
  })
  return Object.fromEntries(entries) as VariableValues<V>
}

function describeProblem(
  name: string,
  raw: string | undefined,
  { secret, remedy }: Omit<Variable, 'name'>,
  error: z.ZodError,
): string {
  if (raw === undefined) return `${name} is not set. ${remedy}`
  const reason = error.issues[0]?.message ?? 'it is not valid'
  return `${name}=${secret ? mask(raw) : raw}: ${reason}. ${remedy}`
}

/** Enough to recognise a secret, too little to use it. */
function mask(value: string): string {
  return value.length < 12 ? '****' : `${value.slice(0, 4)}…${value.slice(-2)}`
}

export const text = z.string()
export const optionalText = text.optional()

const on = new Set(['1', 'true', 'yes', 'on'])
const off = new Set(['0', 'false', 'no', 'off'])

export const flag = (fallback: boolean) =>
  text.optional().transform((value, ctx) => {
    if (value === undefined) return fallback
    const word = value.toLowerCase()
    if (on.has(word)) return true
    if (off.has(word)) return false
    ctx.addIssue({ code: 'custom', message: 'it is neither on nor off' })
    return z.NEVER
  })

/** A whole number in the range, both ends included. */
export const wholeNumber = (range: { min: number; max: number }) =>
  text.transform((value, ctx) => {
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= range.min && number <= range.max) return number
    ctx.addIssue({ code: 'custom', message: `it is not a whole number from ${range.min} to ${range.max}` })
    return z.NEVER
  })

/** Megabytes in the range, both ends included, in bytes. */
export const megabytes = (range: { min: number; max: number }) =>
  text.transform((value, ctx) => {
    const number = Number(value)
    if (/^\d+(\.\d+)?$/.test(value) && number >= range.min && number <= range.max) {
      return Math.round(number * 1024 ** 2)
    }
    ctx.addIssue({ code: 'custom', message: `it is not a number from ${range.min} to ${range.max}` })
    return z.NEVER
  })

/** A path such as `/proxy/3000`, without a slash at its end; `/` is the empty prefix. */
export const pathPrefix = ({ taken }: { readonly taken: readonly string[] }) =>
  text.transform((value, ctx) => {
    const path = value.replace(/\/$/, '')
    const segments = path.split('/').slice(1)
    const isPath = path === '' || /^(\/[\w.~-]+)+$/.test(path)
    if (!isPath || segments.some((segment) => /^\.+$/.test(segment))) {
      ctx.addIssue({ code: 'custom', message: 'it is not a path that starts with /' })
      return z.NEVER
    }
    if (taken.includes(segments[0] ?? '')) {
      ctx.addIssue({ code: 'custom', message: `the server has paths of its own below /${segments[0]}` })
      return z.NEVER
    }
    return path
  })

export const url = (...protocols: string[]) =>
  text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `it is not a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })
