import { randomBytes, randomUUID } from 'node:crypto'
import { type Answer, platform } from './langfuse-api.ts'
import type { Product } from './product.ts'

/** Fields as JSON texts, since some values cannot be said in JavaScript. */
export type Fields = Readonly<Record<string, string>>

export interface Sent {
  /** 207 or 200 where it was taken. */
  readonly status: number
  /** The observation as the public API answers it. */
  read(): Promise<Answer>
}

const begun = '2026-11-20T10:00:00Z'

function json(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, text]) => `"${name}":${text}`)
    .join(',')
}

/** Sends one generation by the legacy API. An event that is refused gives its own status. */
export async function ingest(product: Product, fields: Fields): Promise<Sent> {
  const id = randomUUID()
  const body = json({ id: `"${id}"`, traceId: `"${id}"`, startTime: `"${begun}"`, ...fields })
  const event = `{"id":"${id}","type":"generation-create","timestamp":"${begun}","body":{${body}}}`
  const answer = await platform(product, 'POST', '/api/public/ingestion', `{"batch":[${event}]}`)
  const status = answer.body.errors?.[0]?.status ?? answer.status
  return { status, read: () => readObservation(product, fields.id ? JSON.parse(fields.id) : id) }
}

/** Sends one span by OpenTelemetry, of attributes and of fields beside them. */
export async function exportSpan(product: Product, attributes: Fields, fields: Fields = {}): Promise<Sent> {
  const spanId = randomBytes(8).toString('hex')
  const list = Object.entries(attributes).map(([key, value]) => `{"key":"${key}","value":${value}}`)
  const span = json({
    traceId: `"${randomBytes(16).toString('hex')}"`,
    spanId: `"${spanId}"`,
    name: '"span"',
    startTimeUnixNano: '"1795418148802000000"',
    endTimeUnixNano: '"1795418148902000000"',
    attributes: `[${list.join(',')}]`,
    ...fields,
  })
  const body = `{"resourceSpans":[{"scopeSpans":[{"scope":{"name":"test"},"spans":[{${span}}]}]}]}`
  const { status } = await platform(product, 'POST', '/api/public/otel/v1/traces', body)
  return { status, read: () => readObservation(product, spanId) }
}

/** The value of an attribute that is a text. */
export function text(value: string): string {
  return JSON.stringify({ stringValue: value })
}

function readObservation(product: Product, id: string): Promise<Answer> {
  return platform(product, 'GET', `/api/public/observations/${encodeURIComponent(id)}`)
}
