import { identity, type Product } from './product.ts'

export const basicAuth = `Basic ${Buffer.from(`${identity.publicKey}:${identity.secretKey}`).toString('base64')}`

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes and assert them field by field
  readonly body: any
}

/** Calls the platform's public API with the project's keys. */
export async function platform(
  product: Product,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<Answer> {
  return call(`${product.serverUrl}${path}`, method, body, { authorization: basicAuth, ...headers })
}

/** Calls the gateway with the master key. */
export async function gateway(
  product: Product,
  method: string,
  path: string,
  body?: unknown,
  headers = {},
): Promise<Answer> {
  return call(`${product.gatewayUrl}${path}`, method, body, {
    authorization: `Bearer ${identity.masterKey}`,
    ...headers,
  })
}

export async function call(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: raw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
