import { ProviderError } from '../spec/error.ts'
import type { ProviderPorts } from '../spec/ports.ts'

/** Ports that know no environment, count their ids and download nothing. */
export function testPorts(overrides: Partial<ProviderPorts> = {}): ProviderPorts {
  let ids = 0
  return {
    env: {},
    now: Date.now,
    newId: () => {
      ids += 1
      return String(ids)
    },
    fetchMedia: async (url) => {
      throw new ProviderError('bad_request', `no network in tests: ${url}`, { provider: 'test' })
    },
    ...overrides,
  }
}
