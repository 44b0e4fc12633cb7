import { expect, test } from 'vitest'
import { localUrl, shownUrl } from './addresses.ts'

test.each([
  [undefined, 'http://127.0.0.1:3000', 'http://localhost:3000'],
  ['0.0.0.0', 'http://127.0.0.1:3000', 'http://localhost:3000'],
  ['::', 'http://127.0.0.1:3000', 'http://localhost:3000'],
  ['localhost', 'http://127.0.0.1:3000', 'http://localhost:3000'],
  ['127.0.0.1', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['fd00::1', 'http://[fd00::1]:3000', 'http://[fd00::1]:3000'],
  ['build.example', 'http://build.example:3000', 'http://build.example:3000'],
] as const)('%s is reached at %s and shown as %s', (host, reached, shown) => {
  expect([localUrl(host, 3000), shownUrl(host, 3000)]).toEqual([reached, shown])
})
