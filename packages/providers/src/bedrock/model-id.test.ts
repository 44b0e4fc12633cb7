import { expect, test } from 'vitest'
import { baseModelOf, parseBedrockModel } from './model-id.ts'

test.each([
  ['converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0', 'anthropic.claude-3-7-sonnet-20250219-v1:0'],
  ['converse/apac.anthropic.claude-3-5-sonnet-20241022-v2:0', 'anthropic.claude-3-5-sonnet-20241022-v2:0'],
  ['converse/us.deepseek.r1-v1:0', 'deepseek.r1-v1:0'],
  ['converse/apac.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'anthropic.claude-3-5-sonnet-20240620-v1:0'],
  ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0', 'anthropic.claude-3-5-sonnet-20240620-v1:0'],
  ['eu.anthropic.anthropic.claude-opus-4-20250514-v1:0', 'anthropic.anthropic.claude-opus-4-20250514-v1:0'],
])('the base model of %s is %s, and the id that is called keeps its prefix', (model, baseModel) => {
  const parsed = parseBedrockModel(model)
  expect(parsed).toEqual({ id: model.replace('converse/', ''), baseModel, longContext: false })
})

test('a provider prefix, a region folder and a commitment are taken off', () => {
  expect(parseBedrockModel('bedrock/us-west-2/1-month-commitment/anthropic.claude-v2')).toEqual({
    id: 'anthropic.claude-v2',
    baseModel: 'anthropic.claude-v2',
    region: 'us-west-2',
    longContext: false,
  })
  expect(parseBedrockModel('converse/us-gov-west-1/amazon.nova-lite-v1:0').region).toBe('us-gov-west-1')
})

test.each([
  [
    'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0',
    'anthropic.claude-sonnet-4-20250514-v1:0',
  ],
  ['arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
  ['arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc123', 'abc123'],
  ['arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/xyz', 'xyz'],
  ['arn:aws:bedrock:eu-west-1:123456789012:imported-model/r4c4kewx2s0n', 'r4c4kewx2s0n'],
])('%s is called whole, in its region', (arn, baseModel) => {
  expect(parseBedrockModel(`converse/${arn}`)).toEqual({
    id: arn,
    baseModel,
    region: 'eu-west-1',
    longContext: false,
  })
})

test('context suffixes count for lookups only', () => {
  expect(baseModelOf('anthropic.claude-3-sonnet-20240229-v1:0:200k')).toBe(
    'anthropic.claude-3-sonnet-20240229-v1:0',
  )
  const long = parseBedrockModel('converse/us.anthropic.claude-sonnet-4-20250514-v1:0[1m]')
  expect(long).toMatchObject({ id: 'us.anthropic.claude-sonnet-4-20250514-v1:0', longContext: true })
})

test('a route that is no chat model says what to write instead', () => {
  expect(() => parseBedrockModel('agent/ABC/DEF')).toThrow(/agent\/.*use bedrock\/converse/)
})
