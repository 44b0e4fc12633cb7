import { expect, test } from 'vitest'
import { redirectTarget } from './redirect-target.ts'

test('goes back to the wanted page with its state', () => {
  expect(redirectTarget('/project/p/traces?level=ERROR#x')).toBe('/project/p/traces?level=ERROR#x')
  expect(redirectTarget(undefined)).toBe('/')
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/sign-in?redirect=/sign-in',
])('%s is no page to go to', (wanted) => {
  expect(redirectTarget(wanted)).toBe('/')
})
