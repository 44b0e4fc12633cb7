import type { ObservationDetail } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { callBody, callLanguages, writeCall } from './repeat-call.ts'

const messages = [{ role: 'user', content: "It's 税込" }]

function generation(given: Partial<ObservationDetail>): ObservationDetail {
  return {
    model: 'gpt-4o',
    modelParameters: {},
    metadata: {},
    input: messages,
    ...given,
  } as ObservationDetail
}

describe('the body of a call that repeats a generation', () => {
  test('has what was asked, under the name that the gateway knows, and nothing of how it was answered', () => {
    const body = callBody(
      generation({
        input: { messages, tools: [{ type: 'function' }], other: 1 },
        modelParameters: {
          temperature: '0.2',
          tool_choice: 'auto',
          stop: '["x"]',
          stream: true,
          top_p: null,
        },
        metadata: { model_group: 'house-model' },
      }),
    )
    expect(body).toEqual({
      ...{ model: 'house-model', messages, tools: [{ type: 'function' }] },
      ...{ temperature: 0.2, tool_choice: 'auto', stop: ['x'] },
    })
  })

  test.each([
    ['Good morning', 'Good morning'],
    [{ question: 1 }, '{"question":1}'],
    [[], '[]'],
  ])('asks %j as one message where it was no conversation', (input, content) => {
    expect(callBody(generation({ input })).messages).toEqual([{ role: 'user', content }])
  })
})

describe('a program that repeats a call', () => {
  test('never holds a key, and goes to the gateway', () => {
    for (const language of callLanguages) {
      const text = writeCall(language, callBody(generation({})), 'http://gateway.test:4000')
      expect(text).toContain('http://gateway.test:4000/v1')
      expect(text).toContain('KANSOKU_API_KEY')
      expect(text).toContain('税込')
    }
  })

  test('in the shell survives an apostrophe', () => {
    const text = writeCall('curl', callBody(generation({})), 'http://gateway.test:4000')
    expect(text).toContain(String.raw`It'\''s 税込`)
  })
})
