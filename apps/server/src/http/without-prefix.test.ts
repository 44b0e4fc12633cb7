import { expect, test } from 'vitest'
import { withoutPrefix } from './without-prefix.ts'

test.each([
  ['/proxy/3000/api/public/health', '/api/public/health'],
  ['/proxy/3000', '/'],
  ['/proxy/3000/', '/'],
  ['/proxy/3000?tab=raw', '/?tab=raw'],
  ['/proxy/3000/proxy/3000/x', '/proxy/3000/x'],
  ['/proxy/30001/x', '/proxy/30001/x'],
  ['/api/public/health?at=/proxy/3000/', '/api/public/health?at=/proxy/3000/'],
  ['/', '/'],
])('below /proxy/3000, %s is %s', (url, expected) => {
  expect(withoutPrefix(url, '/proxy/3000')).toBe(expected)
})

test('without a prefix every URL stays as it is', () => {
  expect(withoutPrefix('/proxy/3000/', '')).toBe('/proxy/3000/')
})
