import {
  complete,
  embed,
  openStream,
  type ProviderAdapter,
  type Providers,
  type Target,
  type Transport,
} from '@kansoku/providers'
import type { Deployment, Upstream } from '@kansoku/routing'
import { shownAddress } from './shown-address.ts'

/** Calls providers through their adapters and one pool of connections. */
export function createUpstream(providers: Providers, transport: Transport): Upstream {
  const adapterOf = createAdapterLookup(providers)
  return {
    complete: async (target, request, limits) =>
      complete(transport, { adapter: adapterOf(target), target, request, limits }),
    embed: async (target, request, limits) =>
      embed(transport, { adapter: adapterOf(target), target, request, limits }),
    openStream: async (target, request, limits) =>
      openStream(transport, { adapter: adapterOf(target), target, request, limits }),
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
