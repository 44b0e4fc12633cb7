import { KansokuError } from '@kansoku/contracts'
import { type Bag, isBag } from '../../events/bag.ts'
import type { OtlpRequest } from './request.ts'

/**
 * Checks the shape of an OTLP trace request that came as JSON, so that the code behind it may trust its collections
 * and texts. Values of attributes are read as they come.
 * @throws KansokuError `invalid_request`, naming the first part that has another shape
 */
export function checkJsonRequest(value: unknown): OtlpRequest {
  if (!isBag(value)) throw refuse('not a JSON object')
  for (const signal of ['resourceLogs', 'resourceMetrics', 'resourceProfiles']) {
    if (signal in value) throw refuse(`${signal} sent to the endpoint for traces`)
  }
  for (const resourceSpans of collection(value, 'resourceSpans')) {
    collection(bag(resourceSpans, 'resource'), 'attributes')
    for (const scopeSpans of collection(resourceSpans, 'scopeSpans')) {
      checkScope(bag(scopeSpans, 'scope'))
      for (const span of collection(scopeSpans, 'spans')) checkSpan(span)
    }
  }
  return value as OtlpRequest
}

function checkScope(scope: Bag): void {
  collection(scope, 'attributes')
  checkText(scope, 'name', 'scope.')
  checkText(scope, 'version', 'scope.')
}

function checkSpan(span: Bag): void {
  collection(span, 'attributes')
  for (const event of collection(span, 'events')) collection(event, 'attributes')
  checkText(span, 'name')
  checkText(bag(span, 'status'), 'message', 'status.')
}

function checkText(owner: Bag, field: string, prefix = ''): void {
  const value = owner[field]
  if (value === undefined || value === null || typeof value === 'string') return
  throw refuse(`${prefix}${field}:not_a_string`)
}

/** An object within another; absent and null are empty. */
function bag(owner: Bag, name: string): Bag {
  const value = owner[name] ?? {}
  if (!isBag(value)) throw refuse(`${name}:not_an_object`)
  return value
}

/** The objects of a repeated field; absent and null are empty. */
function collection(owner: Bag, name: string): readonly Bag[] {
  const value = owner[name]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw refuse(`${name}:not_an_array`)
  if (!value.every(isBag)) throw refuse(`${name}:not_objects`)
  return value
}

function refuse(reason: string): KansokuError {
  return new KansokuError('invalid_request', `Invalid OTel trace payload: ${reason}`)
}
