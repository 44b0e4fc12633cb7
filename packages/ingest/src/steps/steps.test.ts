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

describe('tools', () => {
  test("are found in OpenAI's words", () => {
    const { tools } = after({
      type: 'GENERATION',
      input: {
        messages: [{ role: 'user', content: 'weather?' }],
        tools: [{ type: 'function', function: { name: 'get_weather', parameters: {} } }],
      },
      output: {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{"a":1}' } }],
      },
    })
    expect(Object.keys(tools?.definitions ?? {})).toEqual(['get_weather'])
    expect(tools?.callNames).toEqual(['get_weather'])
    expect(JSON.parse(tools?.calls?.[0] ?? '')).toEqual({
      id: 'c1',
      name: 'get_weather',
      arguments: '{"a":1}',
    })
  })

  test("are found in Anthropic's words and in JSON texts of attributes", () => {
    const { tools } = after({
      type: 'GENERATION',
      input: JSON.stringify({ tools: [{ name: 'search', input_schema: {} }], messages: [] }),
      output: JSON.stringify([
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Let me look.' },
            { type: 'tool_use', id: 't1', name: 'search', input: { q: 'x' } },
          ],
        },
      ]),
    })
    expect(tools?.definitions).toEqual({ search: '{"name":"search","input_schema":{}}' })
    expect(tools?.calls).toEqual(['{"id":"t1","name":"search","arguments":"{\\"q\\":\\"x\\"}"}'])
  })

  test('may be listed among the model parameters', () => {
    const { tools } = after({
      type: 'GENERATION',
      input: [{ role: 'user', content: 'hi' }],
      modelParameters: { tools: '[{"type":"function","function":{"name":"f"}}]' },
    })
    expect(Object.keys(tools?.definitions ?? {})).toEqual(['f'])
  })

  test.each([null, 'text', '{"tools": broken', { choices: [null] }, [[]], { tool_calls: [{ id: 1 }] }])(
    'are not invented for %j',
    (output) => {
      expect(after({ type: 'GENERATION', input: output, output }).tools).toBeUndefined()
    },
  )

  test('belong to generations only', () => {
    expect(after({ type: 'SPAN', output: { function_call: { name: 'f' } } }).tools).toBeUndefined()
  })
})

test('instants beyond the range of the engine are brought to its edge', () => {
  expect(after({ startTime: -5, endTime: 1e300, completionStartTime: null })).toMatchObject({
    startTime: 0,
    endTime: Date.UTC(2106, 0) * 1000,
    completionStartTime: null,
  })
})
