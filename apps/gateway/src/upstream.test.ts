import { createProviders } from '@kansoku/providers'
import { loadGatewayConfig } from '@kansoku/routing'
import { expect, test } from 'vitest'
import { createPlaceLookup } from './upstream.ts'

test.each([
  ['openai/gpt-4o', 'https://user:secret@models.example/v1?key=secret', 'https://models.example/v1'],
  ['bedrock/us.amazon.nova-pro-v1:0', 'http://user:secret@proxy.example', 'http://proxy.example'],
])('the place of %s is told without the secrets of its address', (model, apiBase, shown) => {
  const file = { model_list: [{ model_name: 'm', litellm_params: { model, api_base: apiBase } }] }
  const { config } = loadGatewayConfig('config.yaml', {
    env: {},
    isProviderSupported: () => true,
    readText: () => JSON.stringify(file),
  })
  const ports = {
    env: {},
    now: Date.now,
    newId: () => 'id',
    fetchMedia: () => Promise.reject(new Error('none')),
  }
  const [deployment] = config.deployments
  if (!deployment) throw new Error('no deployment')
  expect(createPlaceLookup(createProviders(ports))(deployment).apiBase).toBe(shown)
})
