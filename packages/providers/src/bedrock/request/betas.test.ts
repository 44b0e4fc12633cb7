import { expect, test } from 'vitest'
import { ask, bedrockTarget } from '../../testing/requests.ts'
import { parseBedrockModel } from '../model-id.ts'
import { buildBody } from './build-body.ts'

const headers = {
  'anthropic-beta': 'claude-code-20250219, interleaved-thinking-2025-05-14,context-1m-2025-08-07',
}
const original = { dialect: 'anthropic', body: {}, headers } as const
const noMedia = () => {
  throw new Error('no media')
}

test.each([
  [
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    ['interleaved-thinking-2025-05-14', 'context-1m-2025-08-07'],
  ],
  [
    'us.anthropic.claude-sonnet-4-20250514-v1:0[1m]',
    ['interleaved-thinking-2025-05-14', 'context-1m-2025-08-07'],
  ],
  ['us.anthropic.claude-opus-4-1-20250805-v1:0', ['interleaved-thinking-2025-05-14']],
  ['us.anthropic.claude-3-7-sonnet-20250219-v1:0', undefined],
  ['us.amazon.nova-pro-v1:0', undefined],
])('of the betas that Claude Code asks for %s gets %j', (model, betas) => {
  const { body } = buildBody(ask({ original }), bedrockTarget({ model }), parseBedrockModel(model), noMedia)
  expect(body.additionalModelRequestFields?.anthropic_beta).toEqual(betas)
})
