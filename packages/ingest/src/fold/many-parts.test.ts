import { expect, test } from 'vitest'
import { formatInstant } from '../events/instant.ts'
import type { FieldsOf, Part } from '../parts/part.ts'
import { foldObservation } from './fold-observation.ts'
import { foldScore } from './fold-score.ts'
import { foldTrace } from './fold-trace.ts'

const count = 200_000
const begin = Date.UTC(2026, 0) * 1000

/** An entity that was spoken of very often. */
function spokenOf<E extends Part['entity']>(entity: E, fieldsAt: (time: number) => FieldsOf[E]) {
  const parts = Array.from({ length: count }, (_, index): Part => {
    const time = begin + index
    const fields = fieldsAt(time)
    return {
      projectId: 'p',
      entity,
      entityId: 'x',
      id: `e${index}`,
      time,
      isCreate: false,
      fields,
      body: [''],
    }
  })
  return { projectId: 'p', id: 'x', parts, firstReceived: begin, lastReceived: begin }
}

test('an entity may have more parts than a call has room for arguments', () => {
  const start = formatInstant(begin)
  expect(foldTrace(spokenOf('trace', (time) => ({ start: time }))).row).toMatchObject({
    timestamp: start,
    row_version: count,
  })
  expect(
    foldObservation(
      spokenOf('observation', () => ({ traceId: 't' }) as FieldsOf['observation']),
      {},
    ).row.start_time,
  ).toBe(start)
  expect(foldScore(spokenOf('score', () => ({ name: 'n' }) as FieldsOf['score'])).row.timestamp).toBe(start)
})
