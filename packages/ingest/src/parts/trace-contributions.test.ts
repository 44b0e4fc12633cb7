import { expect, test } from 'vitest'
import type { TraceEvent } from '../events/event.ts'
import { groupTraceEvents } from './trace-contributions.ts'

function said(id: string, fields: TraceEvent['fields'], time = 1): TraceEvent {
  return { kind: 'trace', id, eventId: 'any', time, isCreate: false, fields }
}

test('the id of a statement is a digest of what it says without its start, as it is stored in earlier versions', () => {
  const [event] = groupTraceEvents([said('t', { start: 1, name: 'chat' })])
  expect(event).toMatchObject({ id: 't', eventId: '6GLOHTc7wjWqoz56' })
})

test.each([
  ['short', 'hi'],
  ['long', 'x'.repeat(20_000)],
])(
  '%s statements about one trace become one, about two traces or of two contents two',
  (_, fallbackInput) => {
    const events = [
      said('t', { start: 2, fallbackInput }, 3),
      said('t', { start: 1, fallbackInput }, 4),
      said('u', { start: 1, fallbackInput }),
      said('t', { start: 1, fallbackInput: `${fallbackInput}!` }),
    ]
    const grouped = groupTraceEvents(events)
    expect(grouped.map(({ id, time, fields: { start } }) => ({ id, time, start }))).toEqual([
      { id: 't', time: 4, start: 1 },
      { id: 'u', time: 1, start: 1 },
      { id: 't', time: 1, start: 1 },
    ])
    const [one, other, longer] = grouped.map(({ eventId }) => eventId)
    expect(other).toBe(one)
    expect(longer).not.toBe(one)
  },
)
