import { expect, test } from 'vitest'
import { startInstanceMetadataEmulator } from './instance-metadata-emulator.ts'

const path = '/latest/meta-data/iam/security-credentials/'

async function openSession(url: string): Promise<string> {
  const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' }
  return (await fetch(`${url}/latest/api/token`, { method: 'PUT', headers })).text()
}

test('demands a session, names the role and hands out credentials that renew after they expire', async () => {
  let now = 0
  await using metadata = await startInstanceMetadataEmulator({ lifetimeSeconds: 30, now: () => now })
  expect((await fetch(metadata.url + path)).status).toBe(401)
  const headers = { 'x-aws-ec2-metadata-token': await openSession(metadata.url) }
  const role = await (await fetch(metadata.url + path, { headers })).text()
  const read = async () =>
    (await fetch(`${metadata.url}${path}${role}`, { headers })).json() as Promise<{ AccessKeyId: string }>
  const first = await read()
  expect((await read()).AccessKeyId).toBe(first.AccessKeyId)
  now = 31_000
  expect((await read()).AccessKeyId).not.toBe(first.AccessKeyId)
  expect(metadata.issued).toHaveLength(2)
  now = 61_000
  expect((await fetch(metadata.url + path, { headers })).status).toBe(401)
})
