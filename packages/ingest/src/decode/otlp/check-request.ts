import { KansokuError } from '@kansoku/contracts'
import type { OtlpRequest } from './request.ts'

type Bag = Readonly<Record<string, unknown>>

/**
 * Checks the shape of an OTLP trace request that came as JSON, so that the code behind it may trust its collections.
 * @throws KansokuError `invalid_request`, naming the first collection that is none
 */
export function checkJsonRequest(value: unknown): OtlpRequest {
  if (!isBag(value)) throw refuse('not a JSON object')
  for (const signal of ['resourceLogs', 'resourceMetrics', 'resourceProfiles']) {
    if (signal in value) throw refuse(`${signal} sent to the endpoint for traces`)
  }
  for (const resourceSpans of collection(value, 'resourceSpans')) {
    checkOwner(resourceSpans, 'resource')
    for (const scopeSpans of collection(resourceSpans, 'scopeSpans')) {
      checkOwner(scopeSpans, 'scope')
      for (const span of collection(scopeSpans, 'spans')) checkSpan(span)
    }
  }
  return value as OtlpRequest
}

function checkOwner(parent: Bag, name: 'resource' | 'scope'): void {
  const owner = parent[name]
  if (owner === undefined || owner === null) return
  if (!isBag(owner)) throw refuse(`${name}:not_an_object`)
  collection(owner, 'attributes')
}

function checkSpan(span: Bag): void {
  collection(span, 'attributes')
  for (const event of collection(span, 'events')) collection(event, 'attributes')
  const { name, status } = span
  if (name !== undefined && name !== null && typeof name !== 'string') throw refuse('name:not_a_string')
  if (status !== undefined && status !== null && !isBag(status)) throw refuse('status:not_an_object')
}

/** The objects of a repeated field; absent and null are empty. */
function collection(owner: Bag, name: string): readonly Bag[] {
  const value = owner[name]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw refuse(`${name}:not_an_array`)
  if (!value.every(isBag)) throw refuse(`${name}:not_objects`)
  return value
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuse(reason: string): KansokuError {
  return new KansokuError('invalid_request', `Invalid OTel trace payload: ${reason}`)
}
