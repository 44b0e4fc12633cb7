import type { OwnCall, OwnRequest } from './adapter.ts'
import { ProviderError } from './error.ts'

/**
 * An address below a base. Parsers of addresses take dots, backslashes and number signs for more than text: what they
 * would read as another path is not sent with our credentials. Throws `ProviderError` (not_found).
 */
export function addressBelow(base: string, { path, query }: Pick<OwnRequest, 'path' | 'query'>): string {
  const root = new URL(base)
  const url = new URL(`${base}${path}${query === '' ? '' : `?${query}`}`)
  const expected = `${root.pathname.replace(/\/$/, '')}${path}`
  if (url.origin === root.origin && url.pathname === expected && url.hash === '') return url.href
  throw new ProviderError('not_found', `There is nothing at ${path}.`, { provider: 'gateway' })
}

/** The bytes that the client sent, unless the deployment's model has another name than the one in them. */
export function bodyFor({ request, model }: OwnCall, id: string): Uint8Array {
  if (model === undefined || model === id) return request.body
  return Buffer.from(JSON.stringify({ ...request.fields, model: id }))
}

/** `model` of a body. */
export function modelField({ fields: { model } }: OwnRequest): { readonly model?: string } {
  return typeof model === 'string' && model !== '' ? { model } : {}
}

/** Headers of the client, and before them those of the provider; files have a content type of their own. */
export function headersFor(
  { headers }: OwnRequest,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const { 'content-type': _, ...rest } = own
  return { ...headers, ...rest }
}
