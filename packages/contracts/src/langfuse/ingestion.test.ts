import { describe, expect, test } from 'vitest'
import { ingestionEvent } from './ingestion.ts'

const head = { id: 'event-1', timestamp: '2026-11-23T08:20:18.846909Z' }

function errorOf(event: unknown): string {
  return ingestionEvent.safeParse(event).error?.message ?? ''
}

describe('an ingestion event', () => {
  test('keeps what it knows and drops the rest, such as the secret key that an SDK sends along', () => {
    const event = ingestionEvent.parse({
      ...head,
      type: 'trace-create',
      body: { id: 't', name: 'n', clientInitParams: { secretKey: 'sk-lf-1' }, model: 'gpt-4o' },
    })
    expect(event).toEqual({ ...head, type: 'trace-create', body: { id: 't', name: 'n' } })
  })

  test('tells a null from an absent field', () => {
    const event = ingestionEvent.parse({ ...head, type: 'span-update', body: { id: 's', endTime: null } })
    expect(event.body).toEqual({ id: 's', endTime: null })
  })

  test.each([
    'span',
    'generation',
    'event',
    'agent',
    'tool',
    'chain',
    'retriever',
    'evaluator',
    'embedding',
    'guardrail',
  ])('%s-create and -update are known', (type) => {
    for (const verb of ['create', 'update']) {
      const event = { ...head, type: `${type}-${verb}`, body: { id: 'o', traceId: 't' } }
      expect(ingestionEvent.parse(event).type).toBe(`${type}-${verb}`)
    }
  })

  test('spans have no usage, generations do, whatever its shape', () => {
    const body = { id: 'o', usage: { input: 1.5 }, usageDetails: 'nonsense' }
    expect(ingestionEvent.parse({ ...head, type: 'span-create', body }).body).toEqual({ id: 'o' })
    expect(ingestionEvent.parse({ ...head, type: 'generation-create', body }).body).toEqual(body)
  })

  test('an id may hold any character but the carriage return', () => {
    const odd = '& $ @ = ; / + space , ? { } ^ % ` ] " > [ ~ < # |'
    expect(errorOf({ ...head, type: 'trace-create', body: { id: odd } })).toBe('')
    expect(errorOf({ ...head, type: 'trace-create', body: { id: 'a\rb' } })).toContain(
      'ID cannot contain carriage return characters',
    )
    expect(errorOf({ ...head, type: 'trace-create', body: { id: 'a'.repeat(801) } })).toContain('800')
  })

  test('takes an empty text for a missing id', () => {
    const body = { id: 'o', traceId: '', parentObservationId: '' }
    expect(ingestionEvent.parse({ ...head, type: 'span-create', body }).body).toEqual({
      id: 'o',
      traceId: null,
      parentObservationId: null,
    })
  })

  test('says what is wrong and where', () => {
    expect(errorOf({ ...head, type: 'trace-create', body: { name: 'n'.repeat(1001) } })).toContain('name')
    expect(errorOf({ ...head, type: 'span-create', body: { level: 'LOUD' } })).toContain('level')
    expect(errorOf({ ...head, type: 'teapot-create', body: {} })).toContain('type')
    expect(errorOf({ ...head, type: 'span-create', body: { startTime: 'yesterday' } })).toContain('startTime')
  })

  test('an environment that is no text never fails the event', () => {
    expect(errorOf({ ...head, type: 'trace-create', body: { id: 't', environment: 7 } })).toBe('')
  })
})

describe('a score', () => {
  const score = (body: object) => ({ ...head, type: 'score-create', body: { name: 'n', ...body } })

  test.each([
    { value: 0.5, traceId: 't' },
    { value: 'good', traceId: 't', observationId: null },
    { value: 1, dataType: 'BOOLEAN', sessionId: 's' },
    { value: true, dataType: 'BOOLEAN', traceId: 't' },
    { value: 'long text', dataType: 'TEXT', traceId: 't', observationId: 'o' },
    { value: 'better answer', dataType: 'CORRECTION', traceId: 't', source: 'ANNOTATION' },
    { value: 2, datasetRunId: 'r', dataType: null, comment: null },
  ])('%j is accepted', (body) => {
    expect(errorOf(score(body))).toBe('')
  })

  test.each([
    [{ value: -1, dataType: 'BOOLEAN', traceId: 't' }, 'equal to either 0 or 1'],
    [{ value: 'x', dataType: 'NUMERIC', traceId: 't' }, 'expected number, received string'],
    [{ value: 1, dataType: 'CATEGORICAL', traceId: 't' }, 'expected string, received number'],
    [{ value: 'x'.repeat(501), dataType: 'TEXT', traceId: 't' }, '1 to 500 characters'],
    [{ value: 1 }, 'exactly one of traceId, sessionId and datasetRunId'],
    [{ value: 1, sessionId: 's', observationId: 'o' }, 'observationId requires traceId'],
    [{ value: 1, traceId: 't', source: 'EVAL' }, 'API'],
    [{ value: 1, traceId: 't', source: 'ANNOTATION' }, 'requires configId'],
    [{ value: null, traceId: 't' }, 'value'],
  ])('%j is refused', (body, message) => {
    expect(errorOf(score(body))).toContain(message)
  })
})
