import type { GatewayKey } from '@kansoku/contracts/gateway'
import type { OwnCall, PassThrough } from '@kansoku/providers'
import { createModelIndex, type Deployment, loadGatewayConfig } from '@kansoku/routing'
import { expect, test } from 'vitest'
import type { GatewayContext } from '../../context.ts'
import { chooseDeployment } from './choose-deployment.ts'
import { vendors } from './vendors.ts'

const anthropic = vendors.find(({ provider }) => provider === 'anthropic')
const api = { modelOf: ({ model }: { model: string }) => model } as unknown as PassThrough

function deployment(modelGroup: string, provider: string, model: string, params: object = {}): Deployment {
  const target = { provider, model, params: { ...params }, dropParams: false }
  const id = `${modelGroup}@${provider}`
  return { id, modelGroup, model: `${provider}/${model}`, target, order: 0, modelInfo: {}, listed: true }
}

const deployments = [
  deployment('fast', 'bedrock', 'haiku'),
  deployment('fast', 'anthropic', 'claude-haiku-4-5'),
  deployment('good', 'anthropic', 'claude-sonnet-4-5'),
  deployment('anthropic/*', 'anthropic', '*', { api_key: 'of the wildcard' }),
  deployment('demo', 'anthropic', 'claude-demo'),
  deployment('kept', 'anthropic', 'x', { api_key: 'kept', use_in_pass_through: true }),
]

const isDemo = ({ modelGroup }: Deployment) => modelGroup === 'demo'

function choose(
  allowed: readonly string[],
  model: string | undefined,
  from: readonly Deployment[] = deployments,
  method: OwnCall['request']['method'] = 'POST',
) {
  const { config: empty } = loadGatewayConfig(undefined, { env: {}, isProviderSupported: () => true })
  const config = { ...empty, deployments: from }
  const context = { config, models: createModelIndex(config), health: { isCooling: () => false }, isDemo }
  const key = { models: allowed, modelAliases: { quick: 'fast' } } as unknown as GatewayKey
  const caller = { keyHash: 'hash', userId: null, key }
  if (!anthropic) throw new Error('no such vendor')
  const request = { method } as OwnCall['request']
  const call: OwnCall = { request, stream: false, ...(model === undefined ? {} : { model }) }
  const wish = { caller, vendor: anthropic, api, call }
  return chooseDeployment(context as unknown as GatewayContext, wish).deployment
}

test.each([
  ['the name of a group, in which the vendor has one of two', [], 'fast', 'fast@anthropic'],
  ['an alias of the key', ['fast'], 'quick', 'fast@anthropic'],
  ['the model itself, for who may use its group', ['good'], 'claude-sonnet-4-5', 'good@anthropic'],
  ['a wildcard of the vendor', ['anthropic/*'], 'claude-opus-9', 'anthropic/*@anthropic'],
  ['no model', [], undefined, 'pass-through/anthropic'],
  ['no model, for who may use all of the vendor', ['anthropic/*'], undefined, 'pass-through/anthropic'],
])('a deployment is found by %s', (_, allowed, model, id) => {
  expect(choose(allowed, model).id).toBe(id)
})

test.each([['fast'], ['claude-sonnet-4-5'], ['claude-opus-9'], ['quick']])(
  'a key for another model may not use %s',
  (model) => {
    expect(() => choose(['kept'], model)).toThrow(/not allowed to access model/)
  },
)

test('where no model can be read, a key for some models may read and nothing else', () => {
  expect(choose(['good'], undefined, deployments, 'GET').id).toBe('pass-through/anthropic')
  expect(() => choose(['good'], undefined)).toThrow(/not allowed to access model/)
})

test('for a model that nobody has the credentials that are kept for it are used, else those of the environment', () => {
  const withoutWildcard = deployments.filter(({ target }) => target.model !== '*')
  const { target, id } = choose([], 'claude-opus-9', withoutWildcard)
  expect({ id, target }).toMatchObject({
    id: 'pass-through/anthropic',
    target: { model: 'claude-opus-9', params: { api_key: 'kept' } },
  })
  expect(choose([], 'claude-opus-9', []).target.params).toEqual({})
})

test.each(['demo', 'claude-demo'])('%s of the demo has no vendor', (model) => {
  const withoutWildcard = deployments.filter(({ target }) => target.model !== '*')
  expect(choose([], model, withoutWildcard).id).toBe('pass-through/anthropic')
})
