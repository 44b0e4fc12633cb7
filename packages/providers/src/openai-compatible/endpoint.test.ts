import { expect, test } from 'vitest'
import { openAiTarget } from '../testing/requests.ts'
import { baseOf, completionsUrl, isBareOrigin } from './endpoint.ts'
import { COMPATIBLE_PROVIDERS } from './provider-table.ts'

const provider = (name: string) => {
  const found = COMPATIBLE_PROVIDERS.find((candidate) => candidate.name === name)
  if (!found) throw new Error(name)
  return found
}
const base = (params: object, env: Record<string, string> = {}, name = 'openai') =>
  baseOf(provider(name), openAiTarget({ provider: name, params: { ...params } }), env)

test('the base comes from the deployment, the environment, the default; "/v1" counts as unset', () => {
  const env = { OPENAI_API_BASE: 'https://env.example/v1' }
  expect(base({ api_base: 'http://own.example/v1/' }, env)).toBe('http://own.example/v1')
  expect(base({ base_url: 'http://own.example/v1' }, env)).toBe('http://own.example/v1')
  expect(base({ api_base: '/v1' }, env)).toBe('https://env.example/v1')
  expect(base({ api_base: '' }, { OPENAI_API_BASE: '/v1' })).toBe('https://api.openai.com/v1')
})

test('a provider without a default says what it needs', () => {
  expect(() => base({}, {}, 'hosted_vllm')).toThrow(
    /needs api_base \(or HOSTED_VLLM_API_BASE\).*http:\/\/127/,
  )
})

test.each([
  ['http://a.example', 'http://a.example/v1/chat/completions'],
  ['http://a.example/', 'http://a.example/v1/chat/completions'],
  ['http://a.example/v1', 'http://a.example/v1/chat/completions'],
  ['http://a.example/v1/', 'http://a.example/v1/chat/completions'],
  ['http://a.example/api/openai', 'http://a.example/api/openai/chat/completions'],
  ['http://a.example/v1/chat/completions', 'http://a.example/v1/chat/completions'],
  ['http://a.example/v1?api-version=1', 'http://a.example/v1/chat/completions?api-version=1'],
])('chat completions of %s lie at %s', (given, url) => {
  expect(completionsUrl(given, true)).toBe(url)
})

test('at a bare origin the version is a guess', () => {
  expect(isBareOrigin('http://a.example')).toBe(true)
  expect(isBareOrigin('http://a.example/v1')).toBe(false)
  expect(completionsUrl('http://a.example', false)).toBe('http://a.example/chat/completions')
})
