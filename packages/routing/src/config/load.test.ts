import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkConfig } from './check.ts'
import { describeWarning } from './config-error.ts'
import { type LoadOptions, loadGatewayConfig } from './load.ts'

const workshop = resolve(import.meta.dirname, '../../fixtures/workshop')
const env = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION_NAME: 'us-east-1',
  LITELLM_MASTER_KEY: 'sk-litellm-test-key',
}
const isProviderSupported = (provider: string) => provider === 'bedrock' || provider === 'openai'
const load = (text: string, more: Partial<LoadOptions> = {}) =>
  loadGatewayConfig('config.yaml', { env, isProviderSupported, readText: () => text, ...more })

describe('the files of the workshop', () => {
  test.each(globSync('*/*.yml', { cwd: workshop }).sort())('%s loads, with these warnings', (file) => {
    const { models, warnings, errors } = checkConfig(resolve(workshop, file), { env, isProviderSupported })
    expect(errors).toEqual([])
    expect({ models, warnings: warnings.map(describeWarning) }).toMatchSnapshot()
  })

  test('retries, timeouts, fallbacks, credentials and callbacks are those of the file', () => {
    const { config } = loadGatewayConfig(resolve(workshop, '4.langfuse/access_key_config.yml'), {
      env,
      isProviderSupported,
    })
    const [claude] = config.deployments
    expect(claude).toMatchObject({
      modelGroup: 'bedrock-converse-us-claude-3-7-sonnet-v1',
      target: {
        provider: 'bedrock',
        model: 'converse/us.anthropic.claude-3-7-sonnet-20250219-v1:0',
        dropParams: true,
        params: {
          aws_access_key_id: 'AKIAEXAMPLE',
          aws_secret_access_key: 'secret',
          aws_region_name: 'us-east-1',
        },
      },
    })
    expect(claude?.defaults).toBeUndefined()
    expect(config.masterKey).toBe('sk-litellm-test-key')
    expect(config.reliability).toMatchObject({ retries: 2, timeoutSeconds: 30, dropParams: true })
    expect(config.reliability.fallbacks.general[0]).toEqual({
      model: 'bedrock-converse-us-claude-3-7-sonnet-v1',
      targets: [
        { model: 'bedrock-us-claude-3-5-sonnet-v2' },
        { model: 'bedrock-apac-claude-3-5-sonnet-v2' },
        { model: 'bedrock-claude-3-5-sonnet-v1' },
      ],
    })
    expect(config.recording).toMatchObject({ langfuse: true, redactMessages: false })
    expect(config.recording.defaultTags).toContain('user_api_key_user_id')
  })
})

describe('a config file', () => {
  const model =
    'model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, api_key: os.environ/KEY}\n'

  test('may start with a byte order mark and end its lines with CRLF', () => {
    const { config } = load(`\uFEFF${model.replaceAll('\n', '\r\n')}`)
    expect(config.deployments.map(({ modelGroup }) => modelGroup)).toEqual(['a'])
  })

  test('gets its references from the environment, its own variables first; unset and empty count as absent', () => {
    const key = (text: string, variables: Record<string, string>) =>
      load(text, { env: variables }).config.deployments[0]?.target.params.api_key
    expect(key(model, { KEY: 'one' })).toBe('one')
    expect(key(`${model}environment_variables: {KEY: two}\n`, { KEY: 'one' })).toBe('two')
    expect(key(model, { KEY: '' })).toBeUndefined()
    expect(load(model, { env: {} }).warnings.map(describeWarning)).toEqual([
      'config.yaml:3: os.environ/KEY: the variable KEY is not set or empty; the setting counts as absent.',
    ])
  })

  test('includes others, whose models are added and whose settings give way', () => {
    const files: Record<string, string> = {
      'config.yaml': `include: [more.yaml]\n${model}router_settings: {num_retries: 1}\n`,
      'more.yaml':
        'model_list: [{model_name: b, litellm_params: {model: openai/gpt-4o}}]\nrouter_settings: {num_retries: 7, timeout: 9}\n',
    }
    const { config } = load('', { readText: (path) => files[path.split('/').at(-1) ?? ''] ?? '' })
    expect(config.deployments.map(({ modelGroup }) => modelGroup)).toEqual(['a', 'b'])
    expect(config.reliability).toMatchObject({ retries: 1, timeoutSeconds: 9 })
  })

  test('keeps the ids of its models over restarts, whatever the order of keys and the values of secrets', () => {
    const id = (text: string, variables: Record<string, string>) =>
      load(text, { env: variables }).config.deployments[0]?.id
    const swapped =
      'model_list:\n  - litellm_params: {api_key: os.environ/KEY, model: openai/gpt-4o}\n    model_name: a\n'
    expect(id(model, { KEY: 'one' })).toBe(id(swapped, { KEY: 'two' }))
    const twins = load(`${model}${model.split('\n').slice(1).join('\n')}`).config.deployments.map(
      (one) => one.id,
    )
    expect(new Set(twins).size).toBe(2)
  })

  test('may open teams to users, without a warning', () => {
    const text = 'litellm_settings: {default_internal_user_params: {available_teams: [core, 7, core]}}'
    const { config, warnings } = load(text)
    expect(config.availableTeams).toEqual(['core', '7'])
    expect(warnings).toEqual([])
    expect(load('litellm_settings: {}').config.availableTeams).toEqual([])
  })

  test('may give a model defaults, prices, a weight and its own timeouts', () => {
    const { config } = load(`model_list:
  - model_name: a
    litellm_params: {model: gpt-4o, temperature: 0.5, max_tokens: 100, top_k: 3, safety: on, rpm: 60, timeout: 7,
      stream_timeout: "3", input_cost_per_token: 1.0e-6, output_cost_per_token: "2e-6"}`)
    const [deployment] = config.deployments
    expect(deployment?.defaults).toEqual({
      temperature: 0.5,
      maxTokens: 100,
      topK: 3,
      extra: { safety: true },
    })
    expect(deployment).toMatchObject({ weight: 60, timeoutSeconds: 7, streamTimeoutSeconds: 3 })
    expect(deployment?.target).toMatchObject({ provider: 'openai', model: 'gpt-4o' })
    expect(deployment?.price?.pricingTiers[0]?.prices).toMatchObject({
      input: 1e-6,
      output: 2e-6,
      cache_read_input_tokens: 1e-6,
    })
  })
})

describe('a faulty file is refused with its place and a remedy', () => {
  test.each([
    ['model_list:\n\t- a', 2, /tabs/],
    ['model_list: [', undefined, /Invalid YAML/],
    ['just text', 1, /map of sections/],
    ['model_list: {a: b}', 1, /not a list/],
    ['model_list:\n  - litellm_params: {model: x}', 2, /no model_name/],
    ['model_list:\n  - model_name: a', 2, /no litellm_params/],
    ['model_list:\n  - model_name: a\n    litellm_params: {}', 2, /no litellm_params.model/],
    [
      'model_list:\n  - model_name: a\n    litellm_params: {model: x, timeout: soon}',
      3,
      /timeout that is not a number/,
    ],
    [
      'model_list:\n  - model_name: a\n    litellm_params: {model: x, temperature: hot}',
      3,
      /temperature must be a number/,
    ],
    ['litellm_settings:\n  num_retries: many', 2, /num_retries is not a number/],
    ['litellm_settings:\n  drop_params: perhaps', 2, /neither true nor false/],
    ['litellm_settings:\n  fallbacks: [a, b]', 2, /not a list of fallbacks/],
    [
      'litellm_settings:\n  cache: true\n  cache_params: {type: redis-semantic, similarity_threshold: 0.8}',
      3,
      /names no model that does so/,
    ],
    [
      'litellm_settings:\n  cache: true\n  cache_params: {type: qdrant-semantic, qdrant_semantic_cache_embedding_model: a, similarity_threshold: 8}',
      3,
      /not how near they must be/,
    ],
    [
      'litellm_settings:\n  default_internal_user_params: {available_teams: core}',
      2,
      /no list of ids of teams/,
    ],
    [
      `litellm_settings:\n  default_internal_user_params: {available_teams: [${'t'.repeat(8001)}]}`,
      2,
      /more teams than can be told/,
    ],
    ['include: [config.yaml]', undefined, /includes itself/],
  ])('%j', (text, line, expected) => {
    const { errors } = checkConfig('config.yaml', { env, isProviderSupported, readText: () => text })
    expect(errors).toHaveLength(1)
    expect(errors[0]?.describe()).toMatch(expected)
    if (line !== undefined) expect(errors[0]?.line).toBe(line)
  })

  test('a missing file says where it was looked for', () => {
    const { errors } = checkConfig('/nowhere/config.yaml', { env, isProviderSupported })
    expect(errors[0]?.describe()).toMatch(/does not exist.*\/nowhere\/config\.yaml/)
  })
})

describe('warnings name what was probably meant', () => {
  test.each([
    ['litellm_setings: {}', /litellm_setings.*You may mean "litellm_settings"/],
    ['litellm_settings: {num_retry: 1}', /You may mean "num_retries"/],
    ['litellm_settings: {model_group_alias: {a: b}}', /belongs under router_settings/],
    ['router_settings: {cache_responses: true}', /does not act on/],
    ['router_settings: {routing_strategy: latency-based}', /simple-shuffle/],
    ['router_settings: {routing_strategy: least-bussy}', /You may mean "least-busy"/],
    [
      'router_settings: {optional_pre_call_checks: [router_budget_limiting]}',
      /"router_budget_limiting" is not/,
    ],
    ['litellm_settings: {callbacks: datadog}', /"datadog" is not supported/],
    ['litellm_settings: {num_retries: 1, num_retries: 2}', /given twice/],
    [
      'litellm_settings: {default_internal_user_params: {max_budget: 1}}',
      /litellm_settings.default_internal_user_params.max_budget.*does not act on/,
    ],
    ['litellm_settings: {fallbacks: [{a: [b]}]}', /"a" is not in model_list/],
    [
      'litellm_settings: {cache: true, cache_params: {type: redis-semantic, redis_semantic_cache_embedding_model: vectors, similarity_threshold: 0.8}}',
      /litellm_settings.cache_params.*"vectors" is not in model_list/,
    ],
  ])('%j', (text, expected) => {
    expect(load(text).warnings.map(describeWarning).join('\n')).toMatch(expected)
  })
})

describe('misspelt keys of a model', () => {
  const model = (params: string, more = '') =>
    `model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, ${params}}\n${more}`

  test.each([
    [
      'api_bse: "http://x"',
      /:3: .*litellm_params\.api_bse: .*sent to the model as it is\. You may mean "api_base"/,
    ],
    ['aws_regoin_name: x', /has no effect\. You may mean "aws_region_name"/],
    ['max_token: 5', /You may mean "max_tokens"/],
    ['model_nam: b', /"model_name" belongs beside litellm_params/],
    ['model_name: b', /"model_name" belongs beside litellm_params/],
  ])('%s', (params, expected) => {
    const { warnings } = load(model(params))
    expect(warnings.map(describeWarning)).toEqual([expect.stringMatching(expected)])
    expect(warnings[0]?.important).toBe(true)
  })

  test('parameters of vendors and of LiteLLM are passed on without a word', () => {
    const params =
      'top_k: 3, top_a: 0.1, min_p: 0.1, safety: on, anthropic_beta: [x], guardrailConfig: {a: b}'
    expect(load(model(params)).warnings).toEqual([])
  })

  test('beside litellm_params', () => {
    const told = (more: string) => load(model('seed: 1', more)).warnings.map(describeWarning)
    expect(told('    model_inof: {}\n')).toEqual([expect.stringMatching(/:4: .*You may mean "model_info"/)])
    expect(told('    api_base: x\n')).toEqual([expect.stringMatching(/belongs under litellm_params/)])
  })

  test.each([
    ['- model_nam: a\n    litellm_params: {model: x}', 'Correct "model_nam" to "model_name".'],
    ['- model_name: a\n    litelm_params: {model: x}', 'Correct "litelm_params" to "litellm_params".'],
    ['- model_name: a\n    litellm_params: {modle: x}', 'Correct "modle" to "model".'],
    ['- model_name: a\n    litellm_params: {model_id: x}', 'Add "model: bedrock/<model id>".'],
  ])('one that must be there: %j', (entry, remedy) => {
    const text = `model_list:\n  ${entry}\n`
    const { errors } = checkConfig('config.yaml', { env, isProviderSupported, readText: () => text })
    expect(errors[0]?.remedy).toBe(remedy)
  })
})

describe('what providers say of the settings of their models', () => {
  const bedrock = (name: string) =>
    `  - model_name: ${name}\n    litellm_params:\n      model: bedrock/converse/anthropic.claude\n      aws_region_name: os.environ/R\n`
  const concernsIn: LoadOptions['concernsIn'] = (complete) => (target) => [
    {
      about: 'aws_region_name',
      message: `calls go to ${target.params.aws_region_name ?? complete.FALLBACK}.`,
      important: true,
    },
  ]

  test('is told once, at the first model, with the variables of the file', () => {
    const text = `model_list:\n${bedrock('a')}${bedrock('b')}environment_variables: {FALLBACK: there}\n`
    const told = load(text, { env: {}, concernsIn }).warnings.filter(({ key }) => key === 'aws_region_name')
    expect(told.map(describeWarning)).toEqual([
      'config.yaml:5: aws_region_name: calls go to there. (2 models)',
    ])
    expect(told[0]?.important).toBe(true)
  })
})
