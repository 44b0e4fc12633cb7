import { findProvider, type MatchLogic, type ModelInfo, type Provider } from '@pydantic/genai-prices'
import { canonicalise } from '../models/bedrock-id.ts'
import type { ModelName } from '../models/model-name.ts'

export interface GenaiModel {
  readonly provider: Provider
  readonly model: ModelInfo
}

/**
 * Finds a model in the data bundled with genai-prices. Its own matching accepts any id that contains a known one,
 * so that a typing error or a customer's model would get a price; here what surrounds the known id must be a
 * version, a date or a release channel.
 */
export function findGenaiModel(name: ModelName): GenaiModel | null {
  if (name.bedrock) return findOnBedrock(name)
  const provider = name.vendor
    ? findProvider({ providerId: name.vendor })
    : findProvider({ modelId: name.id.toLowerCase() })
  if (!provider || provider.id === 'aws') return null
  for (const owner of [provider, ...fallbacks(provider)]) {
    const model = owner.models.find((candidate) => namesExactly(candidate.match, name.id.toLowerCase()))
    if (model) return { provider: owner, model }
  }
  return null
}

function fallbacks(provider: Provider): Provider[] {
  const found = (provider.fallback_model_providers ?? []).map((providerId) => findProvider({ providerId }))
  return found.filter((fallback) => fallback !== undefined)
}

const releaseSuffix = /^(?:[-@:.](?:latest|preview|beta|exp|v?\d[\d.:-]*|v\d+@\d+))*$/

function namesExactly(match: MatchLogic, id: string): boolean {
  if ('or' in match) return match.or.some((part) => namesExactly(part, id))
  if ('and' in match) return match.and.every((part) => namesExactly(part, id))
  if ('equals' in match) return id === match.equals.toLowerCase()
  if ('regex' in match) return new RegExp(match.regex).test(id)
  const known = knownPart(match).toLowerCase()
  return id.startsWith(known) && releaseSuffix.test(id.slice(known.length))
}

function knownPart(match: { contains: string } | { ends_with: string } | { starts_with: string }): string {
  if ('contains' in match) return match.contains
  return 'ends_with' in match ? match.ends_with : match.starts_with
}

function findOnBedrock({ bedrock }: ModelName): GenaiModel | null {
  const provider = findProvider({ providerId: 'aws' })
  if (!provider || !bedrock || bedrock.fault !== null) return null
  const wanted = [bedrock.canonical, bedrock.canonical.replace(/-\d{8}$/, '')]
  const candidates = provider.models.filter((model) => {
    const { base } = splitScope(model.id)
    return wanted.includes(canonicalise(base))
  })
  const isGlobal = bedrock.scope === 'global'
  const model =
    candidates.find((candidate) => splitScope(candidate.id).isGlobal === isGlobal) ?? candidates[0]
  return model ? { provider, model } : null
}

function splitScope(id: string): { base: string; isGlobal: boolean } {
  return { base: id.replace(/^(?:global|regional)\./, ''), isGlobal: id.startsWith('global.') }
}
