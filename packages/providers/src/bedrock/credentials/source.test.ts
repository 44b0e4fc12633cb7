import { expect, test } from 'vitest'
import type { AwsCredentials } from './aws-credentials.ts'
import { createCredentialSource } from './source.ts'

const plan = { kind: 'default' } as const
const HOUR = 60 * 60_000

function clockedSource(lifetimeMs: number) {
  const clock = { now: 0 }
  const state = { loads: 0, fail: false, lifetimeMs }
  const source = createCredentialSource({
    now: () => clock.now,
    load: async (): Promise<AwsCredentials> => {
      state.loads += 1
      if (state.fail) throw new Error('metadata service is silent')
      return {
        accessKeyId: `AKIA${state.loads}`,
        secretAccessKey: 's',
        expiration: new Date(clock.now + state.lifetimeMs),
      }
    },
  })
  const keyId = async () => (await source.get(plan, 'us-east-1')).accessKeyId
  return { clock, state, source, keyId }
}

test('one load serves concurrent and later calls', async () => {
  const { clock, state, keyId } = clockedSource(HOUR)
  expect(await Promise.all([keyId(), keyId(), keyId()])).toEqual(['AKIA1', 'AKIA1', 'AKIA1'])
  clock.now = HOUR - 6 * 60_000
  expect(await keyId()).toBe('AKIA1')
  expect(state.loads).toBe(1)
})

test('credentials are renewed beside the calls before they expire', async () => {
  const { clock, state, keyId } = clockedSource(HOUR)
  await keyId()
  clock.now = HOUR - 4 * 60_000
  expect(await keyId()).toBe('AKIA1')
  expect(state.loads).toBe(2)
  expect(await keyId()).toBe('AKIA2')
})

test('a service that hands out the same credentials until the end is not asked at every call', async () => {
  const { clock, state, keyId } = clockedSource(60_000)
  await keyId()
  clock.now = 1_000
  await keyId()
  await keyId()
  clock.now = 2_000
  await keyId()
  expect(state.loads).toBe(1)
})

test('calls wait for new credentials once the old ones are at their end', async () => {
  const { clock, keyId } = clockedSource(HOUR)
  await keyId()
  clock.now = HOUR - 10_000
  expect(await keyId()).toBe('AKIA2')
})

test('while renewal fails, credentials are used to their last second; then the error names the remedy', async () => {
  const { clock, state, keyId } = clockedSource(HOUR)
  await keyId()
  state.fail = true
  clock.now = HOUR - 10_000
  expect([await keyId(), await keyId()]).toEqual(['AKIA1', 'AKIA1'])
  clock.now = HOUR + 1
  await expect(keyId()).rejects.toMatchObject({
    errorClass: 'authentication',
    message: expect.stringMatching(
      /Unable to locate credentials: metadata service is silent; set aws_access_key_id/,
    ),
  })
  state.fail = false
  clock.now += 10_000
  expect(await keyId()).toMatch(/AKIA/)
})

test('a failure is remembered for a few seconds, not asked for at every call', async () => {
  const { state, keyId } = clockedSource(HOUR)
  state.fail = true
  await expect(keyId()).rejects.toThrow()
  await expect(keyId()).rejects.toThrow()
  expect(state.loads).toBe(1)
})

test('discarded credentials are loaded anew', async () => {
  const { source, keyId } = clockedSource(HOUR)
  await keyId()
  source.discard(plan, 'us-east-1')
  expect(await keyId()).toBe('AKIA2')
})

test('a caller that gives up does not wait for the load', async () => {
  const source = createCredentialSource({ now: () => 0, load: () => new Promise(() => {}) })
  const controller = new AbortController()
  const waiting = source.get(plan, 'us-east-1', controller.signal)
  controller.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
})
