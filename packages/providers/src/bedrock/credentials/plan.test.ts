import { expect, test } from 'vitest'
import { planCredentials } from './plan.ts'

const keys = { aws_access_key_id: 'AKIA', aws_secret_access_key: 'secret' }
const role = { aws_role_name: 'arn:aws:iam::1:role/r' }
const envKeys = {
  AWS_ACCESS_KEY_ID: 'AKIAENV',
  AWS_SECRET_ACCESS_KEY: 'env-secret',
  AWS_SESSION_TOKEN: 'env-token',
}

test('nothing set, or only empty text, means the default chain; so does a session name alone', () => {
  const empty = { aws_access_key_id: '', aws_secret_access_key: '', aws_session_name: 'claude-session' }
  expect(planCredentials(empty, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })).toEqual({
    kind: 'default',
  })
})

test('bearer keys come first, then web identity, role, profile and keys', () => {
  const all = {
    ...keys,
    ...role,
    aws_profile_name: 'p',
    aws_web_identity_token: 'jwt',
    aws_session_name: 's',
  }
  expect(planCredentials({ ...all, api_key: 'abc' }, {})).toEqual({ kind: 'bearer', token: 'abc' })
  expect(planCredentials(all, { AWS_BEARER_TOKEN_BEDROCK: 'xyz' })).toEqual({ kind: 'bearer', token: 'xyz' })
  expect(planCredentials(all, {})).toEqual({
    kind: 'web_identity',
    token: 'jwt',
    roleArn: role.aws_role_name,
    sessionName: 's',
  })
  const { aws_web_identity_token: _, ...withRole } = all
  expect(planCredentials({ ...withRole, aws_external_id: 'e', aws_sts_endpoint: 'http://sts' }, {})).toEqual({
    kind: 'assume_role',
    roleArn: role.aws_role_name,
    sessionName: 's',
    externalId: 'e',
    stsEndpoint: 'http://sts',
    source: { kind: 'profile', name: 'p' },
  })
  expect(planCredentials({ ...keys, aws_profile_name: 'p' }, {})).toEqual({ kind: 'profile', name: 'p' })
  expect(planCredentials({ ...keys, aws_session_token: 't' }, envKeys)).toEqual({
    kind: 'static',
    accessKeyId: 'AKIA',
    secretAccessKey: 'secret',
    sessionToken: 't',
  })
})

test('the environment stands in for each setting; its session token only for its own key', () => {
  const fromEnv = {
    kind: 'static',
    accessKeyId: 'AKIAENV',
    secretAccessKey: 'env-secret',
    sessionToken: 'env-token',
  }
  expect(planCredentials({}, envKeys)).toEqual(fromEnv)
  const resolved = { aws_access_key_id: 'AKIAENV', aws_secret_access_key: 'env-secret' }
  expect(planCredentials(resolved, envKeys)).toEqual(fromEnv)
  expect(planCredentials(keys, envKeys)).not.toHaveProperty('sessionToken')
  expect(planCredentials({}, { AWS_PROFILE_NAME: 'p' })).toEqual({ kind: 'profile', name: 'p' })
  expect(planCredentials(keys, { AWS_ROLE_NAME: 'arn:aws:iam::1:role/r' })).toMatchObject({
    kind: 'assume_role',
    source: { kind: 'static' },
  })
})

test('a pod that has the role already does not assume it again', () => {
  const env = { AWS_WEB_IDENTITY_TOKEN_FILE: '/token', AWS_ROLE_ARN: role.aws_role_name }
  expect(planCredentials(role, env)).toEqual({ kind: 'default' })
})

test.each([
  ['/var/run/token', 'file:/var/run/token'],
  ['oidc/file/run/token', 'file:run/token'],
  ['oidc/env/MY_TOKEN', 'env:MY_TOKEN'],
  ['eyJhbGciOi', 'eyJhbGciOi'],
])('web identity token %s is read as %s', (aws_web_identity_token, token) => {
  expect(planCredentials({ ...role, aws_web_identity_token }, {})).toMatchObject({
    kind: 'web_identity',
    token,
  })
})

test.each([
  [{ aws_access_key_id: 'AKIA' }, /aws_secret_access_key is not set/],
  [{ aws_secret_access_key: 'x' }, /aws_access_key_id is not set/],
  [{ aws_web_identity_token: 'jwt' }, /needs aws_role_name/],
  [{ ...role, aws_web_identity_token: 'oidc/moon/x' }, /oidc\/file\/<path> or oidc\/env\/<name>/],
])('half a setting is refused with what is missing: %o', (params, message) => {
  expect(() => planCredentials(params, {})).toThrow(message)
})
