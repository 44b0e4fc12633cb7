import type { SpentOnAccount } from '@kansoku/contracts/gateway'
import { HttpError } from '../http/http-error.ts'
import type { LimitScope } from '../limits/limit-scope.ts'
import type { Lease } from '../limits/limiter.ts'

/** May a call be let in? */
export interface AdmitQuestion {
  /** The worker's own name for what it is given. */
  readonly lease: number
  readonly scopes: readonly LimitScope[]
  readonly providers: readonly LimitScope[]
  readonly model: string
  /** US dollars. */
  readonly estimate: number
  /** What the worker knows of the accounts from the server. */
  readonly spent: Readonly<Record<string, SpentOnAccount>>
}

export type AdmitAnswer =
  | { readonly refused: Refusal }
  | { readonly headers: Lease['headers']; readonly usedUp: readonly (readonly [string, Refusal])[] }

export interface Settlement {
  readonly lease: number
  readonly used: Parameters<Lease['settle']>[0]
}

/** An error as JSON can carry it. */
type Refusal = Pick<HttpError, 'status' | 'type' | 'message' | 'code' | 'param' | 'retryAfterSeconds'>

export function toRefusal({ status, type, message, code, param, retryAfterSeconds }: HttpError): Refusal {
  return { status, type, message, code, param, retryAfterSeconds }
}

export function toHttpError({ status, type, message, code, param, retryAfterSeconds }: Refusal): HttpError {
  return new HttpError(status, type, message, {
    code,
    ...(param === null ? {} : { param }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}
