import { expect, test } from 'vitest'
import { judgeSpans } from './judge-spans.ts'

const guardrail = {
  name: 'no-cards',
  rule: { kind: 'personal-data', entities: new Map(), restores: false },
} as unknown as Parameters<typeof judgeSpans>[0]
const question = { texts: ['4242'], placeholder: () => '<CARD>' }
const find = () => [{ start: 0, end: 4, kind: 'CREDIT_CARD', action: 'block' as const }]

test.each([
  ['prompt', 'request'],
  ['answer', 'response'],
] as const)('a refusal says what was refused: a %s is the %s', (side, word) => {
  expect(judgeSpans(guardrail, { ...question, side }, find)).toMatchObject({
    kind: 'refused',
    message: `Blocked entity detected: CREDIT_CARD by Guardrail: no-cards. This entity is not allowed to be used in this ${word}.`,
  })
})
