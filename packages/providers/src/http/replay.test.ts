import { expect, test } from 'vitest'
import { createAssembler } from '../spec/assemble.ts'
import type { ChatResult } from '../spec/result.ts'
import { NO_USAGE } from '../spec/usage.ts'
import { replay } from './replay.ts'

const usage = { ...NO_USAGE, inputTokens: 12, outputTokens: 34, totalTokens: 46 }
const context = { warnings: ['stop was left out'], upstreamHeaders: {} }

const answers: Readonly<Record<string, ChatResult>> = {
  'a text': {
    id: 'a',
    model: 'm',
    created: 1,
    choices: [{ index: 0, content: [{ type: 'text', text: '観測 😀 '.repeat(40) }], finishReason: 'stop' }],
    usage,
    ...context,
  },
  'thoughts and calls of tools': {
    choices: [
      {
        index: 0,
        content: [
          { type: 'reasoning', text: 'What is the weather? '.repeat(5), signature: 's1' },
          { type: 'redacted_reasoning', data: 'AAAA' },
          { type: 'text', text: 'I look it up.' },
          { type: 'tool_call', id: 't1', name: 'weather', arguments: '{"city":"Tokyo"}' },
          { type: 'tool_call', id: 't2', name: 'weather', arguments: '{"city":"Osaka"}' },
        ],
        finishReason: 'tool_calls',
        upstreamFinishReason: 'tool_use',
      },
    ],
    usage,
    ...context,
  },
  'several choices with all that may belong to one': {
    choices: [
      {
        index: 0,
        content: [{ type: 'text', text: 'yes' }],
        finishReason: 'stop',
        stopSequence: '###',
        logprobs: { content: [{ token: 'yes', logprob: -0.1 }] },
        providerFields: { annotations: [] },
      },
      { index: 1, content: [], finishReason: 'stop', refusal: 'I would rather not.' },
    ],
    providerFields: { system_fingerprint: 'fp' },
    ...context,
  },
  nothing: { choices: [{ index: 0, content: [], finishReason: 'stop' }], ...context },
}

test.each(Object.entries(answers))('%s, streamed again, is what it was', async (_, answer) => {
  const stream = replay(answer)
  const assembler = createAssembler()
  for await (const batch of stream) for (const chunk of batch) assembler.add(chunk)
  const { warnings, upstreamHeaders } = stream
  expect(assembler.result({ warnings, upstreamHeaders })).toEqual(answer)
})
