import type { Route } from '@kansoku/contracts/gateway'
import type { z } from 'zod'
import type { Exchange } from '../exchange.ts'
import { badRequest } from '../http-error.ts'
import { readBytes } from '../read-body.ts'

const maxBytes = 100_000

/** @throws {HttpError} 400 for what is no body of the route */
export async function readWish<R extends Route & { readonly body: z.ZodType }>(
  { request }: Exchange,
  route: R,
): Promise<z.output<R['body']>> {
  const text = (await readBytes(request, maxBytes)).toString()
  try {
    return route.body.parse(JSON.parse(text)) as z.output<R['body']>
  } catch {
    throw badRequest(`This is no body of ${route.path}.`)
  }
}
