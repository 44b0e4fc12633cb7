import type { GatewaySetup } from '@kansoku/contracts/gateway'
import type {
  AffinityRules,
  Caching,
  FallbackRule,
  Fallbacks,
  FallbackTarget,
  GatewayConfig,
} from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { requireServer } from './require-server.ts'

/** What the config file says, for the connected server to show: never with addresses or credentials. */
export function handleSetup(exchange: Exchange, context: GatewayContext): void {
  requireServer(exchange, context)
  const { config } = context
  const { loadedAt, refusal } = context.configStatus()
  const setup: GatewaySetup = {
    loadedAt,
    refusal: refusal ?? null,
    routing: presentRouting(config),
    caching: config.caching ? presentCaching(config.caching) : null,
    callbacks: config.callbacks.map(({ name, target, onSuccess, onFailure, withoutContent }) => ({
      name,
      kind: target.kind,
      onSuccess,
      onFailure,
      withoutContent,
    })),
    idleCallbacks: [...config.idleCallbacks],
    guardrails: config.guardrails.map(({ name, type, modes, byDefault }) => ({
      name,
      type,
      modes: [...modes],
      isByDefault: byDefault,
    })),
    mcpServers: config.mcpServers.map(({ name, prefix, description, transport }) => ({
      name,
      prefix,
      description: description ?? null,
      transport: transport.kind,
    })),
  }
  sendJson(exchange, 200, setup)
}

function presentRouting({ reliability, balancing }: GatewayConfig): GatewaySetup['routing'] {
  return {
    strategy: balancing.strategy,
    retries: reliability.retries,
    timeoutSeconds: reliability.timeoutSeconds,
    streamTimeoutSeconds: reliability.streamTimeoutSeconds ?? null,
    cooldownSeconds: reliability.disableCooldowns ? null : reliability.cooldownSeconds,
    checksContextWindow: balancing.checkContextWindow,
    tagFilter: balancing.tagFilter,
    affinity: balancing.affinity ? presentAffinity(balancing.affinity) : [],
    fallbacks: presentFallbacks(reliability.fallbacks),
  }
}

function presentAffinity(rules: AffinityRules): GatewaySetup['routing']['affinity'] {
  return (['prompt', 'session', 'caller'] as const).filter((name) => rules[name])
}

type ShownRule = GatewaySetup['routing']['fallbacks'][number]

function presentFallbacks({ general, contextWindow, contentPolicy, byDefault }: Fallbacks): ShownRule[] {
  const shown = (kind: ShownRule['kind'], rules: readonly FallbackRule[]) =>
    rules.map(({ model, targets }) => ({ kind, model, targets: namesOf(targets) }))
  return [
    ...shown('general', general),
    ...shown('contextWindow', contextWindow),
    ...shown('contentPolicy', contentPolicy),
    ...(byDefault.length === 0
      ? []
      : [{ kind: 'byDefault' as const, model: null, targets: namesOf(byDefault) }]),
  ]
}

const namesOf = (targets: readonly FallbackTarget[]) => targets.map(({ model }) => model)

function presentCaching({ redis, semantic, ttlSeconds, byDefault }: Caching): GatewaySetup['caching'] {
  return {
    place: redis ? 'redis' : 'memory',
    ttlSeconds,
    isByDefault: byDefault,
    semantic: semantic ?? null,
  }
}
