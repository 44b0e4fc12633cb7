import { expect, test } from 'vitest'
import { answer, builtCall } from '../testing/requests.ts'
import { parseConverse } from './response.ts'

/** The shape of a recorded answer of Converse. */
const recorded = {
  output: {
    message: {
      role: 'assistant',
      content: [
        { reasoningContent: { reasoningText: { text: 'Let me see.', signature: 'EqRkCg' } } },
        { reasoningContent: { redactedContent: 'cmVkYWN0ZWQ=' } },
        { text: 'I will read ' },
        { text: 'both files.' },
        { toolUse: { toolUseId: 'tooluse_1', name: 'read_file', input: { path: 'a.ts' } } },
        { toolUse: { toolUseId: 'tooluse_2', name: 'mcp_x', input: {} } },
      ],
    },
  },
  stopReason: 'tool_use',
  usage: {
    inputTokens: 12,
    outputTokens: 60,
    totalTokens: 5172,
    cacheReadInputTokens: 5000,
    cacheWriteInputTokens: 100,
    cacheDetails: [{ ttl: '1h', inputTokens: 40 }],
  },
  metrics: { latencyMs: 1200 },
  trace: { guardrail: { actionReason: 'none' } },
}

test('a whole answer with reasoning, parallel tool calls and cache usage', () => {
  const call = builtCall({ toolNames: new Map([['mcp_x', 'mcp.x']]), warnings: ['w'] })
  const headers = { 'x-amzn-requestid': 'req-1' }
  expect(parseConverse(call, answer(200, recorded, headers))).toEqual({
    id: 'req-1',
    choices: [
      {
        index: 0,
        content: [
          { type: 'reasoning', text: 'Let me see.', signature: 'EqRkCg' },
          { type: 'redacted_reasoning', data: 'cmVkYWN0ZWQ=' },
          { type: 'text', text: 'I will read both files.' },
          { type: 'tool_call', id: 'tooluse_1', name: 'read_file', arguments: '{"path":"a.ts"}' },
          { type: 'tool_call', id: 'tooluse_2', name: 'mcp.x', arguments: '{}' },
        ],
        finishReason: 'tool_calls',
        upstreamFinishReason: 'tool_use',
      },
    ],
    usage: {
      inputTokens: 12,
      cacheReadTokens: 5000,
      cacheWriteTokens: 100,
      cacheWrite1hTokens: 40,
      outputTokens: 60,
      reasoningTokens: 13,
      totalTokens: 5172,
    },
    warnings: ['w'],
    upstreamHeaders: headers,
    providerFields: { trace: { guardrail: { actionReason: 'none' } } },
  })
})

const choiceOf = (body: object, answerTool?: string) =>
  parseConverse(builtCall(answerTool ? { answerTool } : {}), answer(200, body)).choices[0]

const said = (content: object[], stopReason: string) => ({ output: { message: { content } }, stopReason })

test.each([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['guardrail_intervened', 'content_filter'],
  ['content_filtered', 'content_filter'],
  ['something_new', 'stop'],
])('stop reason %s is %s', (stopReason, finishReason) => {
  expect(choiceOf(said([{ text: 'x' }], stopReason))).toMatchObject({
    finishReason,
    upstreamFinishReason: stopReason,
  })
})

test('tool calls at the end of a turn are tool calls', () => {
  const toolUse = { toolUseId: 't', name: 'x', input: {} }
  expect(choiceOf(said([{ toolUse }], 'end_turn'))?.finishReason).toBe('tool_calls')
})

test('the arguments of the answer tool are the answer', () => {
  const toolUse = { toolUseId: 't', name: 'json_tool_call', input: { city: '東京' } }
  expect(choiceOf(said([{ toolUse }], 'tool_use'), 'json_tool_call')).toEqual({
    index: 0,
    content: [{ type: 'text', text: '{"city":"東京"}' }],
    finishReason: 'stop',
    upstreamFinishReason: 'tool_use',
  })
})

test('totals are added up where the service leaves them out; an answer may lack usage', () => {
  const body = { ...said([{ text: 'x' }], 'end_turn'), usage: { inputTokens: 3, outputTokens: 4 } }
  expect(parseConverse(builtCall(), answer(200, body)).usage).toEqual({
    inputTokens: 3,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 4,
    totalTokens: 7,
  })
  expect(parseConverse(builtCall(), answer(200, said([], 'end_turn'))).usage).toBeUndefined()
})

test.each(['<html>login</html>', '{}', 'null', '[]'])('%s is no usable answer', (body) => {
  expect(() => parseConverse(builtCall(), answer(200, body))).toThrow(
    expect.objectContaining({ errorClass: 'bad_gateway', upstreamBody: body }),
  )
})
