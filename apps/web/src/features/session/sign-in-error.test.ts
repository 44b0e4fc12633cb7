import { ApiError } from '@kansoku/sdk'
import { expect, test } from 'vitest'
import { ServerAwayError } from '../../lib/api.ts'
import { signInErrorOf } from './sign-in-error.ts'

test.each([
  [401, 'wrong'],
  [429, 'tooMany'],
  [403, 'origin'],
  [503, 'away'],
  [500, 'unknown'],
])('status %i is told as "%s"', (status, told) => {
  expect(signInErrorOf(new ApiError(status, 'CODE', 'message'))).toBe(told)
})

test('a server that does not answer is away', () => {
  expect(signInErrorOf(new ServerAwayError('no answer'))).toBe('away')
})
