import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isClaudeSignature,
  openDetails,
  openGoogle,
  sealDetails,
  sealGoogle,
  signCallId,
  splitCallId,
} from './signatures.ts'

test('a signature in the id of a call comes back as it was, and the id is one that every client takes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const signature = Buffer.from(bytes).toString('base64')
      const id = signCallId('call_1', signature)
      expect(id).toMatch(/^[a-zA-Z0-9_-]+$/)
      expect(splitCallId(id)).toEqual({ id: 'call_1', signature })
    }),
  )
  expect(signCallId('call_1', undefined)).toBe('call_1')
  expect(splitCallId('toolu_1')).toEqual({ id: 'toolu_1' })
})

test("one provider's signature is not another's", () => {
  expect(openGoogle(sealGoogle('abc='))).toBe('abc=')
  expect(openGoogle('abc=')).toBeUndefined()
  expect(isClaudeSignature('abc=')).toBe(true)
  expect(isClaudeSignature(sealGoogle('abc='))).toBe(false)
  expect(isClaudeSignature('')).toBe(false)
  const details = [{ type: 'reasoning.text', text: '考え' }]
  expect(openDetails(sealDetails(details))).toEqual(details)
  expect(openDetails('details:no json')).toBeUndefined()
  expect(isClaudeSignature(sealDetails(details))).toBe(false)
})
