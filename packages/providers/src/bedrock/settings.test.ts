import { expect, test } from 'vitest'
import { bedrockTarget } from '../testing/requests.ts'
import { readSettings } from './settings.ts'

const noProfile = () => undefined
const regionOf = (
  params: object,
  env: Record<string, string> = {},
  model = 'converse/amazon.nova-pro-v1:0',
) => readSettings(bedrockTarget({ model, params: { ...params } }), env, noProfile).region

const env = { AWS_REGION_NAME: 'us-east-1', AWS_REGION: 'us-east-2' }
const arn = 'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.amazon.nova-pro-v1:0'

test('the region comes from the deployment, then the model, then the environment, then the profile', () => {
  expect(regionOf({ aws_region_name: 'ap-northeast-1' }, env, arn)).toBe('ap-northeast-1')
  expect(regionOf({ model_id: arn }, env)).toBe('eu-west-1')
  expect(regionOf({}, env, arn)).toBe('eu-west-1')
  expect(regionOf({}, env, 'us-west-1/amazon.nova-pro-v1:0')).toBe('us-west-1')
  expect(regionOf({}, env)).toBe('us-east-1')
  expect(regionOf({ aws_region_name: '' }, { AWS_REGION_NAME: ' ', AWS_REGION: 'us-east-2' })).toBe(
    'us-east-2',
  )
  const profiles = (name: string | undefined) => (name === 'work' ? 'sa-east-1' : undefined)
  const target = bedrockTarget({ params: { aws_profile_name: 'work' } })
  expect(readSettings(target, {}, profiles).region).toBe('sa-east-1')
  expect(regionOf({})).toBe('us-west-2')
})

test('a region that could point elsewhere is refused', () => {
  expect(() => regionOf({ aws_region_name: 'evil.example/#' })).toThrow(
    /aws_region_name is "evil.example\/#"/,
  )
})

test('the endpoint comes from api_base, then the two names of the runtime endpoint, then the region', () => {
  const endpoint = (params: object, variables = {}) =>
    readSettings(bedrockTarget({ params: { aws_region_name: 'eu-west-1', ...params } }), variables, noProfile)
      .endpoint
  const variables = { AWS_BEDROCK_RUNTIME_ENDPOINT: 'https://c.example' }
  const own = { aws_bedrock_runtime_endpoint: 'https://b.example' }
  expect(endpoint({ ...own, api_base: 'https://a.example/' }, variables)).toBe('https://a.example')
  expect(endpoint(own, variables)).toBe('https://b.example')
  expect(endpoint({}, variables)).toBe('https://c.example')
  expect(endpoint({})).toBe('https://bedrock-runtime.eu-west-1.amazonaws.com')
  expect(endpoint({ aws_region_name: 'cn-north-1' })).toBe(
    'https://bedrock-runtime.cn-north-1.amazonaws.com.cn',
  )
  expect(() => endpoint({ api_base: '/v1' })).toThrow(/api_base is "\/v1"/)
})

test('base_model names the capabilities of an opaque profile', () => {
  const opaque = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc'
  const params = { base_model: 'us.anthropic.claude-sonnet-4-20250514-v1:0' }
  const { model } = readSettings(bedrockTarget({ model: `converse/${opaque}`, params }), {}, noProfile)
  expect(model).toMatchObject({ id: opaque, baseModel: 'anthropic.claude-sonnet-4-20250514-v1:0' })
})
