import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GatewayConfig } from '../config/gateway-config.ts'
import { loadGatewayConfig } from '../config/load.ts'
import { createModelIndex } from './model-index.ts'
import { type FallbackWishes, plan } from './plan.ts'

function configOf(sections: object): GatewayConfig {
  return loadGatewayConfig('config.yaml', {
    env: {},
    isProviderSupported: () => true,
    readText: () => JSON.stringify(sections),
  }).config
}

const models = (...names: string[]) =>
  names.map((model_name) => ({ model_name, litellm_params: { model: `openai/${model_name}` } }))

function groupsOf(config: GatewayConfig, requested: string, wishes?: FallbackWishes) {
  const index = createModelIndex(config)
  const group = index.resolve(requested)
  if (!group) throw new Error(`no group ${requested}`)
  const chains = plan(group, index, config.reliability.fallbacks, wishes)
  const names = (family: keyof typeof chains) => chains[family].map((stage) => stage.group.name)
  return {
    general: names('general'),
    contextWindow: names('contextWindow'),
    contentPolicy: names('contentPolicy'),
  }
}

describe('a plan', () => {
  const config = configOf({
    model_list: models('a', 'b', 'c', 'd', 'big', 'last'),
    litellm_settings: {
      fallbacks: [{ a: ['b', 'b', 'missing', 'c'] }, { b: ['d', 'a'] }],
      context_window_fallbacks: [{ a: ['big'] }],
      default_fallbacks: ['last'],
    },
  })

  test('tries fallbacks in order, their own fallbacks before the next, and no group twice', () => {
    expect(groupsOf(config, 'a').general).toEqual(['a', 'b', 'd', 'last', 'c'])
  })

  test('has its own list for a full context window, and the general one where there is none', () => {
    expect(groupsOf(config, 'a').contextWindow[1]).toBe('big')
    expect(groupsOf(config, 'a').contentPolicy).toEqual(groupsOf(config, 'a').general)
  })

  test('obeys the request', () => {
    expect(groupsOf(config, 'a', { disabled: true }).general).toEqual(['a'])
    expect(groupsOf(config, 'a', { general: [{ model: 'c' }] }).general).toEqual(['a', 'c', 'last'])
    expect(groupsOf(config, 'd').general).toEqual(['d', 'last'])
  })

  test('follows the patterns of keys', () => {
    const wild = configOf({
      model_list: models('openai/gpt-x', 'c', 'e', 'f'),
      litellm_settings: { fallbacks: [{ 'openai/*': ['c'] }, { '*': ['e'] }] },
    })
    expect(groupsOf(wild, 'openai/gpt-x').general).toEqual(['openai/gpt-x', 'c', 'e'])
    expect(groupsOf(wild, 'f').general).toEqual(['f', 'e'])
  })

  test('ends, whatever the fallbacks look like', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const rule = fc.tuple(fc.oneof(name, fc.constant('*')), fc.array(name, { maxLength: 6 }))
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), name, fc.nat(6), (rules, requested, max_fallbacks) => {
        const any = configOf({
          model_list: models('a', 'b', 'c', 'd', 'e'),
          router_settings: {
            fallbacks: rules.map(([model, targets]) => ({ [model]: targets })),
            max_fallbacks,
          },
        })
        const { general } = groupsOf(any, requested)
        expect(general[0]).toBe(requested)
        expect(new Set(general).size).toBe(general.length)
        const [, targets = []] =
          rules.find(([model]) => model === requested) ?? rules.find(([model]) => model === '*') ?? []
        const firstFallback = targets.find((target) => target !== requested)
        if (max_fallbacks > 0 && firstFallback) expect(general[1]).toBe(firstFallback)
      }),
    )
  })
})

describe('a name', () => {
  const config = configOf({
    model_list: [
      ...models('a', 'a', 'b'),
      { model_name: 'own', litellm_params: { model: 'openai/x' }, model_info: { id: 'my-id' } },
      { model_name: 'openai/*', litellm_params: { model: 'openai/*' } },
      { model_name: 'openai/gpt-*', litellm_params: { model: 'openai/special-*' } },
    ],
    router_settings: { model_group_alias: { 'gpt-4': 'a', hush: { model: 'b', hidden: true } } },
  })
  const index = createModelIndex(config)

  test.each([
    ['a', 'a', 2],
    ['gpt-4', 'a', 2],
    ['hush', 'b', 1],
    ['my-id', 'own', 1],
    ['openai/whisper', 'openai/whisper', 1],
  ])('%s leads to %s with %i deployments', (name, group, count) => {
    expect(index.resolve(name)?.name).toBe(group)
    expect(index.resolve(name)?.deployments).toHaveLength(count)
  })

  test('takes the most specific pattern, whose star is filled in', () => {
    expect(index.resolve('openai/gpt-5')?.deployments[0]?.target.model).toBe('special-5')
    expect(index.resolve('nothing')).toBeUndefined()
  })

  test('may bring its provider along when the model is but a star', () => {
    const any = createModelIndex(
      configOf({ model_list: [...models('a'), { model_name: '*', litellm_params: { model: '*' } }] }),
    )
    const targetOf = (name: string) => any.resolve(name)?.deployments[0]?.target
    expect(targetOf('anthropic/claude-sonnet-4-5')).toMatchObject({
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      maxOutputTokens: 64_000,
    })
    expect(targetOf('bedrock/converse/us.amazon.nova-pro-v1:0')).toMatchObject({
      provider: 'bedrock',
      model: 'converse/us.amazon.nova-pro-v1:0',
    })
    expect(targetOf('gpt-5')).toMatchObject({ provider: 'openai', model: 'gpt-5' })
    expect(targetOf('a')).toMatchObject({ model: 'a' })
  })

  test('belongs to the access groups of its deployments', () => {
    const grouped = createModelIndex(
      configOf({
        model_list: [
          { model_name: 'a', litellm_params: { model: 'openai/x' }, model_info: { access_groups: ['beta'] } },
          { model_name: 'a', litellm_params: { model: 'openai/y' } },
        ],
        router_settings: { model_group_alias: { b: 'a' } },
      }),
    )
    expect(grouped.accessGroupsOf('b')).toEqual(['beta'])
    expect(grouped.accessGroupsOf('nothing')).toEqual([])
  })

  test('lists aliases that are not hidden', () => {
    expect(index.listed).toEqual(['a', 'b', 'own', 'openai/*', 'openai/gpt-*', 'gpt-4'])
  })
})
