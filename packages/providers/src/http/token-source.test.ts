import { expect, test } from 'vitest'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createTokenSource, tokenRequest } from './token-source.ts'

function sourceAt(clock: { now: number }) {
  return createTokenSource({ provider: 'test', env: {}, now: () => clock.now })
}

test('a token is asked for once by all who want it, and again shortly before it ends', async () => {
  let issued = 0
  await using upstream = await startUpstream((response) => {
    issued += 1
    sendJson(response, { access_token: `t-${issued}`, expires_in: 3600 })
  })
  const clock = { now: 0 }
  const source = sourceAt(clock)
  const get = () => source.get('key', async () => tokenRequest(upstream.url, { a: 'b' }))
  expect(await Promise.all([get(), get(), get()])).toEqual(['t-1', 't-1', 't-1'])
  clock.now = 3_400_000
  expect(await get()).toBe('t-1')
  clock.now = 3_500_000
  expect(await get()).toBe('t-2')
  expect(source.discard('key')).toBe(true)
  expect(source.discard('key')).toBe(false)
  expect(await get()).toBe('t-3')
  expect(upstream.seen[0]).toMatchObject({
    body: 'a=b',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
})

test('who gives up does not wait, and the others get their token', async () => {
  const gate = Promise.withResolvers<void>()
  await using upstream = await startUpstream(async (response) => {
    await gate.promise
    sendJson(response, { access_token: 't-1', expires_in: 3600 })
  })
  const source = sourceAt({ now: 0 })
  const build = async () => tokenRequest(upstream.url, {})
  const impatient = new AbortController()
  const left = source.get('key', build, impatient.signal)
  const stays = source.get('key', build)
  impatient.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  gate.resolve()
  expect(await stays).toBe('t-1')
})

test.each([
  [{ error: 'invalid_grant', error_description: 'Account deleted' }, /answered 400: Account deleted/],
  [{ error: 'invalid_grant' }, /answered 400: invalid_grant/],
  [{}, /answered 400/],
])('a refusal (%o) is told, and asked again the next time', async (body, message) => {
  await using upstream = await startUpstream((response) => sendJson(response, body, 400))
  const source = sourceAt({ now: 0 })
  const get = () => source.get('key', async () => tokenRequest(upstream.url, {}))
  await expect(get()).rejects.toMatchObject({
    errorClass: 'authentication',
    message: expect.stringMatching(message),
  })
  await expect(get()).rejects.toThrow(message)
  expect(upstream.seen).toHaveLength(2)
})
