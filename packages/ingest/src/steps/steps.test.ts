import { describe, expect, test } from 'vitest'
import type { ObservationEvent, ObservationFields } from '../events/event.ts'
import { normaliseEnvironment } from './environment.ts'
import { runSteps } from './index.ts'

const origin = { source: 'API', apiKeyId: null, sdkName: null, sdkVersion: null } as const

function observation(fields: Partial<ObservationFields>): ObservationEvent {
  return {
    kind: 'observation',
    id: 'o',
    eventId: 'e',
    time: 1,
    isCreate: true,
    fields: { ...fields, origin },
  }
}

function after(fields: Partial<ObservationFields>): ObservationFields {
  const outcome = runSteps(observation(fields))
  if (!('ok' in outcome) || outcome.ok.kind !== 'observation') throw new Error('not kept')
  return outcome.ok.fields
}

describe('environments', () => {
  test.each([
    ['production', 'production'],
    ['Production', 'production'],
    ['langfuse-prod', 'prod'],
    ['langfuse_langfuse-x', 'x'],
    ['has space', 'default'],
    ['langfuse', 'default'],
    ['a'.repeat(60), 'a'.repeat(40)],
    ['sdk-experiment', 'sdk-experiment'],
    [7, null],
    [null, null],
  ])('%j is stored as %j', (given, stored) => {
    expect(normaliseEnvironment(given)).toBe(stored)
  })

  test('an absent environment stays absent', () => {
    expect('environment' in after({ name: 'n' })).toBe(false)
  })
})

test('instants beyond the range of the engine are brought to its edge', () => {
  expect(after({ startTime: -5, endTime: 1e300, completionStartTime: null })).toMatchObject({
    startTime: 0,
    endTime: Date.UTC(2106, 0) * 1000,
    completionStartTime: null,
  })
})
