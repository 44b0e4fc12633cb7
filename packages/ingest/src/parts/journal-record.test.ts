import { expect, test } from 'vitest'
import { prepareEvents } from '../prepare/prepare-events.ts'
import { decodeParts, encodeParts } from './journal-record.ts'
import { decodeBody, joinBody, splitBody } from './part-body.ts'

const scope = { projectId: 'p', apiKeyId: null, source: 'API', sdkName: null, sdkVersion: null } as const

const texts = [
  'plain',
  '{"role":"user",\n\n"content":"say \\"hi\\""}',
  '観測🎌',
  'lone \ud800 surrogate',
  '\0',
  '',
]

const { parts } = prepareEvents(scope, {
  batch: texts.map((input, index) => ({
    id: `event-${index}`,
    type: 'generation-create',
    timestamp: '2026-11-29T00:00:00Z',
    body: { id: `observation-${index}`, traceId: 'trace', input, metadata: { input } },
  })),
})

test('parts are read as they were written', () => {
  expect(parts.length).toBeGreaterThan(texts.length)
  expect(decodeParts(encodeParts(parts))).toEqual(
    parts.map((part) => {
      const body = splitBody(joinBody(part.body))
      return { ...part, body, fields: decodeBody(body).fields }
    }),
  )
})

test('a record of a version that wrote JSON is read', () => {
  const lines = parts.map(({ projectId, entity, entityId, id, time, isCreate, body }) => [
    ...[projectId, entity, entityId, id],
    ...[time, isCreate, joinBody(body)],
  ])
  expect(decodeParts(Buffer.from(JSON.stringify(lines)))).toEqual(decodeParts(encodeParts(parts)))
})

test('what is no record is refused', () => {
  expect(() => decodeParts(Buffer.from('nonsense'))).toThrow()
  expect(() => decodeParts(Buffer.from('nonsense\nof two lines'))).toThrow()
})
