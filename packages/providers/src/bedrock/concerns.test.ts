import { expect, test } from 'vitest'
import type { Target } from '../spec/adapter.ts'
import { findConcerns } from './concerns.ts'
import type { Profiles } from './credentials/profiles.ts'

const profiles: Profiles = {
  regionOf: (name) => (name === 'work' ? 'eu-west-1' : undefined),
  hasCredentials: (name) => name === 'work',
}
const told = (
  params: Target['params'],
  env: Record<string, string> = {},
  model = 'converse/anthropic.claude',
) =>
  findConcerns({ provider: 'bedrock', model, params, dropParams: false }, env, profiles).map(
    ({ important, message }) => `${important ? '!' : '·'} ${message}`,
  )
const region = { AWS_REGION_NAME: 'us-east-1' }
const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }

test.each([
  ['keys of the environment', {}, keys],
  ['keys of the model', { aws_access_key_id: 'AKIAEXAMPLE', aws_secret_access_key: 'secret' }, {}],
  ['a Bedrock API key', {}, { AWS_BEARER_TOKEN_BEDROCK: 'bedrock-api-key-abc' }],
  ['a profile', { aws_profile_name: 'work' }, {}],
  ['a profile of the environment', {}, { AWS_PROFILE: 'work' }],
  ['a role of the container', {}, { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1' }],
] as const)('%s: nothing to tell', (_, params, env) => {
  expect(told(params, { ...region, ...env })).toEqual([])
})

test.each([
  ['nothing', {}, {}, /^! no AWS credentials are set, .* instance role\. Elsewhere set AWS_ACCESS_KEY_ID/],
  ['nothing to assume a role with', { aws_role_name: 'arn:x' }, {}, /^! no AWS credentials are set/],
  [
    'a profile that is not there',
    { aws_profile_name: 'wrok' },
    {},
    /^! calls will fail: the AWS profile "wrok"/,
  ],
  [
    'half a pair',
    {},
    { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' },
    /^! calls will fail: aws_secret_access_key is not set/,
  ],
  [
    'the placeholders of an example',
    {},
    { AWS_ACCESS_KEY_ID: 'your-access-key', AWS_SECRET_ACCESS_KEY: 'your-secret-key' },
    /^! the AWS keys hold the placeholder "your-access-key", which AWS refuses\. Put your own/,
  ],
  ['a placeholder as API key', { api_key: '<your key>' }, {}, /^! the Bedrock API key is the placeholder/],
] as const)('%s: calls will fail, and what to do', (_, params, env, expected) => {
  expect(told(params, { ...region, ...env })).toEqual([expect.stringMatching(expected)])
})

test.each([
  [{}, 'us-west-2 (the default)'],
  [{ AWS_REGION: 'ap-northeast-1' }, 'ap-northeast-1 (from AWS_REGION)'],
  [{ AWS_PROFILE: 'work' }, "eu-west-1 (from the AWS profile's settings)"],
])('without AWS_REGION_NAME, with %j: where calls go is told', (env, where) => {
  expect(told({}, { ...keys, ...env })).toEqual([
    `· AWS_REGION_NAME is not set, and calls to Bedrock go to ${where}. Set it to call another region.`,
  ])
})

test('a region that the model itself names is no matter', () => {
  expect(told({ aws_region_name: 'eu-west-1' }, keys)).toEqual([])
  expect(told({}, keys, 'converse/eu-west-1/anthropic.claude')).toEqual([])
})
