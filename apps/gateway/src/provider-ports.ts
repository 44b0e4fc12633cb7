import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  createMediaFetcher,
  createProviders,
  ProviderError,
  type Providers,
  type Target,
} from '@kansoku/providers'
import type { LoadOptions } from '@kansoku/routing'

export type Environment = Readonly<Record<string, string | undefined>>

export function providerPorts(env: Environment) {
  return { env, now: Date.now, newId: randomUUID, fetchMedia: createMediaFetcher() }
}

/** Providers whose environment can be replaced by another. */
export interface LiveProviders extends Providers {
  /** What providers know of an equal environment, such as credentials, is kept. */
  use(env: Environment): void
}

export function createLiveProviders(env: Environment): LiveProviders {
  let current = { env, providers: createProviders(providerPorts(env)) }
  return {
    names: current.providers.names,
    resolve: (model, provider) => current.providers.resolve(model, provider),
    use(next) {
      if (isDeepStrictEqual(next, current.env)) return
      current = { env: next, providers: createProviders(providerPorts(next)) }
    },
  }
}

/** Loads a config file against the providers that there are. */
export function loadOptions(env: Environment): LoadOptions {
  const { names } = createProviders(providerPorts(env))
  return {
    env,
    isProviderSupported: (provider) => names.includes(provider),
    concernsIn(complete) {
      const providers = createProviders(providerPorts(complete))
      return (target) => (names.includes(target.provider) ? concernsOf(providers, target) : [])
    },
  }
}

function concernsOf(providers: ReturnType<typeof createProviders>, target: Target) {
  try {
    return providers.resolve(target.model, target.provider).adapter.findConcerns?.(target) ?? []
  } catch (error) {
    // Settings that are unusable are told by the call itself.
    if (error instanceof ProviderError) return []
    throw error
  }
}
