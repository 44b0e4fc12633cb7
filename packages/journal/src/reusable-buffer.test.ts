import { expect, test } from 'vitest'
import { ReusableBuffer } from './reusable-buffer.ts'

test('gives the same memory again up to what is kept, and its own to what is larger', () => {
  const reusable = new ReusableBuffer(1000)
  const first = reusable.take(600)
  expect(reusable.take(100).buffer).toBe(first.buffer)
  const whole = reusable.take(1000)
  expect(whole).toHaveLength(1000)
  expect(reusable.take(600).buffer).toBe(whole.buffer)
  const larger = reusable.take(1001)
  expect(larger).toHaveLength(1001)
  expect(larger.buffer).not.toBe(whole.buffer)
  expect(reusable.take(10).buffer).toBe(whole.buffer)
})
