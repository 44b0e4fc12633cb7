import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkConfig } from './check.ts'
import { describeWarning } from './config-error.ts'

function check(files: string | Readonly<Record<string, string>>, env: Record<string, string> = {}) {
  const texts: Readonly<Record<string, string>> = typeof files === 'string' ? { 'config.yaml': files } : files
  const readText = (path: string) => {
    const text = texts[path.split('/').at(-1) ?? '']
    if (text === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' })
    return text
  }
  const { errors, warnings } = checkConfig('config.yaml', { env, isProviderSupported: () => true, readText })
  return {
    errors: errors.map(({ file, line, message }) => `${file}:${line ?? ''} ${message}`),
    warnings: warnings.map(describeWarning),
  }
}

describe('all that keeps a file from loading is told at once', () => {
  test('of models, guardrails, MCP servers and settings, in the order of their lines', () => {
    const { errors } = check(`model_list:
  - litellm_params: {model: openai/a, timeout: soon, rpm: many}
  - model_name: b
  - model_name: c
    litellm_params: {temperature: hot, guardrails: [nowhere]}
  - just text
  - model_name: d
    litellm_params: {model: openai/d, litellm_credential_name: none, guardrails: [odd, twice]}
guardrails:
  - guardrail_name: odd
    litellm_params: {guardrail: presdio, mode: sometimes, default_on: perhaps}
  - guardrail_name: twice
    litellm_params: {guardrail: hide-secrets, mode: pre_call}
  - guardrail_name: twice
    litellm_params: {guardrail: hide-secrets, mode: pre_call}
  - litellm_params: {guardrail: hide-secrets}
mcp_servers:
  a: {timeout: -1}
  b: text
litellm_settings:
  num_retries: many
  drop_params: perhaps
router_settings:
  model_group_alias: {a: [b], c: {}}
  model_group_retry_policy: {a: 1, b: 2}
  provider_budget_config: {openai: {}, azure: {budget_limit: 1, time_period: soon}}
general_settings: []
`)
    expect(errors).toEqual([
      'config.yaml:2 Model 1 of model_list has no model_name.',
      'config.yaml:2 Model 1 of model_list has a timeout that is not a number.',
      'config.yaml:2 Model 1 of model_list has a rpm that is not a number.',
      'config.yaml:3 Model 2 of model_list has no litellm_params.',
      expect.stringMatching(/^config.yaml:4 Model 3 of model_list has no litellm_params.model/),
      'config.yaml:5 A model names the guardrail "nowhere", which there is not.',
      expect.stringMatching(/^config.yaml:5 Model 3 of model_list has a wrong value: .*temperature/),
      'config.yaml:6 Model 4 of model_list is not a map.',
      'config.yaml:8 Model 5 of model_list names the credential "none", which does not exist.',
      'config.yaml:11 The guardrail "odd": guardrail names "presdio". You may mean "presidio".',
      'config.yaml:11 The guardrail "odd": mode holds "sometimes".',
      'config.yaml:11 The guardrail "odd": default_on is neither true nor false.',
      'config.yaml:14 The guardrail "twice": guardrail_name stands there twice.',
      'config.yaml:16 A guardrail has no name or no litellm_params.',
      'config.yaml:18 mcp_servers.a.url is missing.',
      'config.yaml:18 mcp_servers.a.timeout is not above 0.',
      'config.yaml:19 mcp_servers.b is not a map.',
      'config.yaml:21 litellm_settings.num_retries is not a number: "many".',
      'config.yaml:22 litellm_settings.drop_params is neither true nor false: "perhaps".',
      'config.yaml:24 router_settings.model_group_alias has no model for "a".',
      'config.yaml:24 router_settings.model_group_alias has no model for "c".',
      'config.yaml:25 router_settings.model_group_retry_policy has no numbers for a.',
      'config.yaml:25 router_settings.model_group_retry_policy has no numbers for b.',
      'config.yaml:26 router_settings.provider_budget_config has no budget_limit for openai.',
      'config.yaml:26 router_settings.provider_budget_config has no length of time: "soon".',
      'config.yaml:27 general_settings is not a map.',
    ])
  })

  /** Faults that have nothing to do with each other, each with what is told of it. */
  const faults = [
    ['litellm_settings: {num_retries: many}', 'num_retries is not a number'],
    ['router_settings: {timeout: os.environ/SOON}', 'router_settings.timeout is not a number'],
    ['general_settings: text', 'general_settings is not a map'],
    ['guardrails: [{guardrail_name: a, litellm_params: {guardrail: bedrock}}]', 'mode is missing'],
    ['mcp_servers: {"a b!": {url: "https://x"}}', 'cannot stand in an address'],
    ['model_list: [{model_name: a, litellm_params: {model: x, tag_regex: "("}}]', 'not a regular expression'],
  ] as const

  test('any of them beside any others', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...faults]), (some) => {
        const told = check(some.map(([text]) => text).join('\n'), { SOON: 'soon' }).errors
        for (const [, expected] of some) expect(told.join('\n')).toContain(expected)
        const perLine = new Set(told.map((one) => one.split(' ')[0]))
        expect(perLine.size).toBe(some.length)
      }),
    )
  })

  test('without what may be a secret', () => {
    const { errors } = check(
      `litellm_settings: {drop_params: {password: hunter2}, num_retries: os.environ/KEY}`,
      { KEY: 'sk-secret' },
    )
    expect(errors).toHaveLength(2)
    expect(errors.join('\n')).not.toMatch(/hunter2|sk-secret/)
  })

  test('a list of guardrails that is none, also where an include cannot be read', () => {
    const { errors } = check({ 'config.yaml': 'include: [nowhere.yaml]\nguardrails: text\n' })
    expect(errors.join('\n')).toContain('guardrails is not a list')
  })

  test('up to a number of compilations, after which there may be more', () => {
    const model = '  - {model_name: a, litellm_params: {model: openai/a, timeout: soon}}\n'
    const text = `model_list:\n${model.repeat(200)}`
    const { errors } = check(text)
    expect(errors.length).toBeGreaterThan(100)
    expect(errors.length).toBeLessThanOrEqual(201)
    const few = checkConfig(
      'config.yaml',
      { env: {}, readText: () => text, isProviderSupported: () => true },
      4,
    ).errors
    expect([few.length, few.at(-1)?.message]).toEqual([5, 'There may be more errors.'])
  })

  test('of all files that are included, those that cannot be read too', () => {
    const { errors } = check({
      'config.yaml': `include: [more.yaml, nowhere.yaml, broken.yaml]
litellm_settings: {num_retries: many}
model_list:
  - model_name: a
    litellm_params: {model: openai/a, litellm_credential_name: in-the-broken-one, timeout: soon}
`,
      'more.yaml': 'router_settings: {timeout: soon}\n',
      'broken.yaml': 'model_list:\n  - [\n\ta: 1\n',
    })
    expect(errors).toEqual([
      'nowhere.yaml: The file does not exist.',
      expect.stringMatching(/^broken.yaml:\d Invalid YAML/),
      'config.yaml:2 litellm_settings.num_retries is not a number: "many".',
      'config.yaml:5 Model 1 of model_list has a timeout that is not a number.',
      'more.yaml:1 router_settings.timeout is not a number: "soon".',
    ])
  })

  test('with the keys that have no effect, but for those that an error explains', () => {
    const { errors, warnings } = check(`litellm_setings: {}
model_list:
  - model_nam: a
    litellm_params: {model: openai/a}
`)
    expect(errors).toEqual(['config.yaml:3 Model 1 of model_list has no model_name.'])
    expect(warnings).toEqual([expect.stringMatching(/^config.yaml:1: litellm_setings: /)])
  })
})
