import {
  type CallLimits,
  complete,
  embed,
  type OwnCall,
  openStream,
  type PassedAnswer,
  type PassThrough,
  type ProviderAdapter,
  type Providers,
  passThrough,
  perform,
  type Target,
  type Transport,
} from '@kansoku/providers'
import type { Deployment, Upstream } from '@kansoku/routing'
import { shownAddress } from './shown-address.ts'

/** Calls providers through their adapters and one pool of connections. */
export function createUpstream(providers: Providers, transport: Transport): Upstream {
  const adapterOf = createAdapterLookup(providers)
  return {
    complete: (target, request, limits) =>
      complete(transport, { adapter: adapterOf(target), target, request, limits }),
    embed: (target, request, limits) =>
      embed(transport, { adapter: adapterOf(target), target, request, limits }),
    perform: (target, task, limits) =>
      perform(transport, { adapter: adapterOf(target), target, task, limits }),
    openStream: (target, request, limits) =>
      openStream(transport, { adapter: adapterOf(target), target, request, limits }),
  }
}

/** Providers by their own APIs. */
export interface OwnApis {
  /** Undefined where the provider's API is not passed through. */
  of(provider: string): PassThrough | undefined
  /** Rejects with `ProviderError` only. */
  send(target: Target, call: OwnCall, limits: CallLimits): Promise<PassedAnswer>
}

export function createOwnApis(providers: Providers, transport: Transport): OwnApis {
  const adapterOf = createAdapterLookup(providers)
  return {
    of: (provider) => providers.resolve('', provider).adapter.passThrough,
    send: async (target, call, limits) =>
      passThrough(transport, { adapter: adapterOf(target), target, call, limits }),
  }
}

function createAdapterLookup(providers: Providers): (target: Target) => ProviderAdapter {
  return ({ provider, model }) => providers.resolve(model, provider).adapter
}

/** Where a deployment's calls go, as far as it is known without calling. */
export interface DeploymentPlace {
  readonly apiBase?: string
  readonly region?: string
}

/** Asks each deployment's adapter once. Settings that are unusable show when a call is made, not here. */
export function createPlaceLookup(providers: Providers): (deployment: Deployment) => DeploymentPlace {
  const places = new Map<string, DeploymentPlace>()
  const adapterOf = createAdapterLookup(providers)
  return ({ id, target }) => {
    const known = places.get(id)
    if (known) return known
    let place: DeploymentPlace = {}
    try {
      const { apiBase, region } = adapterOf(target).describe(target)
      place = { apiBase: shownAddress(apiBase), ...(region === undefined ? {} : { region }) }
    } catch {
      // Told to the caller by the call itself.
    }
    places.set(id, place)
    return place
  }
}
