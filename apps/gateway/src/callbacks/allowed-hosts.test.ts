import { request } from 'undici'
import { afterAll, expect, test } from 'vitest'
import { createAllowedHosts } from './allowed-hosts.ts'

const settings = {
  server: { url: 'http://127.0.0.1:3000', secret: 's' },
  langfuse: undefined,
  privateCallbackHosts: false,
}
const hosts = createAllowedHosts(settings)
afterAll(() => hosts[Symbol.asyncDispose]())

test('private addresses are not reached, by number or by name, but for those that the gateway talks to anyway', async () => {
  for (const url of ['http://127.0.0.1:9', 'http://169.254.169.254', 'http://[::1]:80', 'nowhere'])
    expect(hosts.find(url)).toBeUndefined()
  expect(hosts.find('http://127.0.0.1:3000/x')).toEqual({ dispatcher: undefined })
  const { dispatcher } = hosts.find('http://localhost:9') ?? {}
  if (!dispatcher) throw new Error('a name is looked up when it is connected to')
  await expect(request('http://localhost:9', { dispatcher })).rejects.toThrow(/private/)
})

test('all of them are where the settings allow it', async () => {
  await using open = createAllowedHosts({ ...settings, privateCallbackHosts: true })
  expect(open.find('http://10.0.0.1')).toEqual({ dispatcher: undefined })
})
