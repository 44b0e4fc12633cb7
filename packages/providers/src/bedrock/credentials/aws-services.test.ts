import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AwsIdentity,
  emulatorIdentity,
  startBedrockEmulator,
  startInstanceMetadataEmulator,
  startSecurityTokenEmulator,
} from '@kansoku/emulators'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCaller } from '../../testing/collect.ts'
import { testPorts } from '../../testing/ports.ts'
import { ask, bedrockTarget } from '../../testing/requests.ts'
import { createBedrockAdapter } from '../adapter.ts'

const ROLE = 'arn:aws:iam::123456789012:role/service/bedrock-caller'
const HOUR = 3_600_000
let home = ''

/** AWS's providers read the process environment and files of the user; both are the test's own here. */
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'aws-home-'))
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'))
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

function setUp(bedrockUrl: string, now: () => number = Date.now, env: Record<string, string> = {}) {
  const caller = createCaller(createBedrockAdapter(testPorts({ now, env })))
  const endpoint = { aws_bedrock_runtime_endpoint: bedrockUrl, aws_region_name: 'us-east-1' }
  const call = (params: object) =>
    caller.complete(bedrockTarget({ params: { ...endpoint, ...params } }), ask())
  return { caller, call }
}

function findIn(issued: readonly AwsIdentity[]) {
  return (id: string) => issued.find((known) => known.accessKeyId === id)
}

const staticKeys = {
  aws_access_key_id: emulatorIdentity.accessKeyId,
  aws_secret_access_key: emulatorIdentity.secretAccessKey,
}

test('the instance role is used when keys are empty, and renewed when its credentials expire', async () => {
  let clock = Date.now()
  const now = () => clock
  await using metadata = await startInstanceMetadataEmulator({ now })
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined)
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', metadata.url)
  await using bedrock = await startBedrockEmulator({ identities: findIn(metadata.issued), now })
  const { caller, call } = setUp(bedrock.url, now, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })
  await using _ = caller
  const workshop = { aws_access_key_id: '', aws_session_name: 'claude-3-7-sonnet-session' }
  await call(workshop)
  await call({})
  expect(metadata.requestCount()).toBe(1)
  clock += HOUR - 4 * 60_000
  await call(workshop)
  await expect.poll(() => metadata.issued.length).toBe(2)
  clock += 10 * 60_000
  await call(workshop)
  expect(new Set(bedrock.calls.map((made) => made.accessKeyId)).size).toBe(2)
})

test('credentials that AWS took back are loaded anew within the call', async () => {
  await using metadata = await startInstanceMetadataEmulator({ lifetimeSeconds: 2 * 3600 })
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined)
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', metadata.url)
  let revoked = false
  const identities = (id: string) => {
    const known = findIn(metadata.issued)(id)
    return known && revoked && known === metadata.issued[0] ? { ...known, expiration: new Date(0) } : known
  }
  await using bedrock = await startBedrockEmulator({ identities })
  const { caller, call } = setUp(bedrock.url)
  await using _ = caller
  await call({})
  revoked = true
  await expect(call({})).rejects.toMatchObject({
    errorClass: 'authentication',
    code: 'ExpiredTokenException',
  })
  expect(metadata.requestCount()).toBe(2)
})

test('no credentials anywhere is 401 with what to set', async () => {
  await using bedrock = await startBedrockEmulator()
  const { caller, call } = setUp(bedrock.url)
  await using _ = caller
  await expect(call({})).rejects.toMatchObject({
    errorClass: 'authentication',
    status: 401,
    message: expect.stringMatching(/Unable to locate credentials.*AWS_ACCESS_KEY_ID.*instance or container/),
  })
})

test('a profile of ~/.aws is used by name', async () => {
  const { accessKeyId, secretAccessKey } = emulatorIdentity
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`
  writeFileSync(join(home, 'credentials'), `[work]\n${keys}`)
  await using bedrock = await startBedrockEmulator()
  const { caller, call } = setUp(bedrock.url)
  await using _ = caller
  await call({ aws_profile_name: 'work' })
  await expect(call({ aws_profile_name: 'absent' })).rejects.toThrow(/check aws_profile_name/)
})

test('a role is assumed with its session name and external id, and its session token is sent', async () => {
  await using sts = await startSecurityTokenEmulator({
    identities: [emulatorIdentity],
    roles: { [ROLE]: { externalId: 'ext' } },
  })
  await using bedrock = await startBedrockEmulator({ identities: findIn(sts.issued) })
  const { caller, call } = setUp(bedrock.url)
  await using _ = caller
  const role = { ...staticKeys, aws_role_name: ROLE, aws_sts_endpoint: sts.url, aws_external_id: 'ext' }
  await call({ ...role, aws_session_name: 'team-a' })
  await call({ ...role, aws_session_name: 'team-a' })
  await call(role)
  expect(sts.issued.map((issued) => issued.sessionName)).toEqual([
    'team-a',
    expect.stringMatching(/^kansoku-\d+$/),
  ])
  await expect(call({ ...role, aws_external_id: 'wrong' })).rejects.toMatchObject({
    errorClass: 'authentication',
    message: expect.stringMatching(/not authorized.*check aws_role_name/),
  })
})

test('credentials that belong to the role already are used where it may not assume itself', async () => {
  const callerArn = 'arn:aws:sts::123456789012:assumed-role/bedrock-caller/i-0abc'
  await using sts = await startSecurityTokenEmulator({ identities: [emulatorIdentity], roles: {}, callerArn })
  await using bedrock = await startBedrockEmulator()
  const { caller, call } = setUp(bedrock.url)
  await using _ = caller
  await call({ ...staticKeys, aws_role_name: ROLE, aws_sts_endpoint: sts.url })
  expect(bedrock.calls[0]?.accessKeyId).toBe(emulatorIdentity.accessKeyId)
})

test('a web identity token from a file or the environment assumes a role without keys', async () => {
  await using sts = await startSecurityTokenEmulator({ roles: { [ROLE]: {} }, webTokens: ['jwt-1'] })
  await using bedrock = await startBedrockEmulator({ identities: findIn(sts.issued) })
  const { caller, call } = setUp(bedrock.url, Date.now, { CI_TOKEN: 'jwt-1' })
  await using _ = caller
  writeFileSync(join(home, 'token'), 'jwt-1\n')
  const role = { aws_role_name: ROLE, aws_session_name: 'pod', aws_sts_endpoint: sts.url }
  await call({ ...role, aws_web_identity_token: join(home, 'token') })
  await call({ ...role, aws_web_identity_token: 'oidc/env/CI_TOKEN' })
  expect(sts.issued).toHaveLength(2)
  await expect(call({ ...role, aws_web_identity_token: 'jwt-2' })).rejects.toThrow(/could not be validated/)
})
