import { describe, expect, test } from 'vitest'
import { describeWarning } from '../config-error.ts'
import { loadGatewayConfig } from '../load.ts'

const load = (...entries: object[]) =>
  loadGatewayConfig('config.yaml', {
    env: { WORD: 'x' },
    isProviderSupported: () => true,
    readText: () => JSON.stringify({ guardrails: entries }, null, 1),
  })
const guard = (guardrail: string, params: object = {}, guardrail_name = 'g') => ({
  guardrail_name,
  litellm_params: { guardrail, mode: 'pre_call', ...params },
})

test('guardrails are those of the file', () => {
  const { config, warnings } = load(
    guard('hide-secrets', { mode: ['pre_call', 'post_call'], default_on: true }, 'a'),
    guard(
      'litellm_content_filter',
      { blocked_words: [{ keyword: 'os.environ/WORD', action: 'MASK' }, 'y'] },
      'b',
    ),
    guard(
      'bedrock',
      { guardrailIdentifier: 'gr', aws_region_name: 'us-east-1', unreachable_fallback: 'fail_open' },
      'c',
    ),
  )
  expect(warnings).toEqual([])
  expect(config.guardrails).toMatchObject([
    { name: 'a', type: 'hide-secrets', modes: new Set(['pre_call', 'post_call']), byDefault: true },
    { rule: { words: [{ word: 'x' }, { word: 'y', action: 'block' }] }, byDefault: false },
    { rule: { id: 'gr', version: 'DRAFT', target: { aws_region_name: 'us-east-1' }, failOpen: true } },
  ])
})

describe('a guardrail that cannot do what it is there for keeps the file from loading', () => {
  test.each<readonly [object, RegExp]>([
    [guard('lakera_v2'), /"lakera_v2", which is not supported/],
    [guard('hide_secrets'), /You may mean "hide-secrets"/],
    [guard('my_rules.MyGuard'), /Python code/],
    [guard('hide-secrets', { mode: 'during_mcp_call' }), /mode holds "during_mcp_call"/],
    [guard('detect_prompt_injection', { mode: 'post_call' }), /mode holds "post_call"/],
    [guard('presidio', { pii_entities_config: { PERSON: 'MASK' } }), /names PERSON, which cannot be found/],
    [guard('presidio', { pii_entities_config: { EMAIL_ADRESS: 'MASK' } }), /You may mean EMAIL_ADDRESS/],
    [guard('presidio', { pii_entities_config: { IP_ADDRESS: 'HIDE' } }), /the action "HIDE"/],
    [guard('litellm_content_filter'), /nothing to look for/],
    [
      guard('litellm_content_filter', { patterns: [{ pattern_type: 'regex', pattern: '(' }] }),
      /no regular expression/,
    ],
    [
      guard('litellm_content_filter', { patterns: [{ pattern_type: 'prebuilt', pattern_name: 'visa' }] }),
      /"visa"/,
    ],
    [guard('banned_keywords'), /names no words/],
    [guard('bedrock'), /guardrailIdentifier is missing/],
    [{ guardrail_name: 'g' }, /no name or no litellm_params/],
  ])('%j', (entry, message) => {
    expect(() => load(entry)).toThrow(message)
  })

  test('so do two of one name', () => {
    expect(() => load(guard('hide-secrets'), guard('hide-secrets'))).toThrow(/stands there twice/)
  })
})

test('what a guardrail does not act on is told, with its line', () => {
  const { warnings } = load(guard('presidio', { presidio_language: 'ja', output_parse_pi: true }))
  expect(warnings.map(describeWarning)).toEqual([
    expect.stringMatching(/^config\.yaml:\d+: .*guardrail: is built in/),
    expect.stringContaining('presidio_language: is not a setting that this guardrail acts on.'),
    expect.stringContaining('You may mean "output_parse_pii".'),
  ])
})

test('a model may name only guardrails that there are, and hooks that are guardrails are no callbacks', () => {
  const text = (name: string) => ({
    model_list: [{ model_name: 'm', litellm_params: { model: 'openai/gpt-4o', guardrails: [name] } }],
    guardrails: [guard('hide-secrets')],
    litellm_settings: { callbacks: ['hide_secrets'] },
  })
  const read = (name: string) =>
    loadGatewayConfig('config.yaml', {
      env: {},
      isProviderSupported: () => true,
      readText: () => JSON.stringify(text(name)),
    })
  expect(() => read('missing')).toThrow(/names the guardrail "missing"/)
  const { config, warnings } = read('g')
  expect(config.deployments[0]).toMatchObject({ guardrails: ['g'] })
  expect(config.deployments[0]?.defaults).toBeUndefined()
  expect(warnings).toMatchObject([{ important: true, message: expect.stringContaining('is a guardrail') }])
})
