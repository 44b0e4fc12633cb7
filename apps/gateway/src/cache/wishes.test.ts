import { expect, test } from 'vitest'
import { readCacheWishes } from './wishes.ts'

test('what an admin says of a key goes before what its client says', () => {
  const body = { cache: { namespace: 'of another key', ttl: 5, 'no-store': false } }
  const ofKey = { namespace: 'own', 'no-store': true }
  const expected = { read: true, write: false, ttlSeconds: 5, namespace: 'own' }
  expect(readCacheWishes(body, ofKey, true)).toEqual(expected)
})

test('nobody asks a store for more time than it can count', () => {
  expect(() => readCacheWishes({ cache: { ttl: 1e15 } }, undefined, true)).toThrow(/cache\.ttl.*31622400/)
})
