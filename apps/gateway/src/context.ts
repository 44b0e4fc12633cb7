import type {
  Affinity,
  Deployment,
  DeploymentHealth,
  DeploymentTraffic,
  GatewayConfig,
  ModelIndex,
  Upstream,
  WaitingLine,
} from '@kansoku/routing'
import type { AnswerCache } from './cache/answer-cache.ts'
import type { Callbacks } from './callbacks/callbacks.ts'
import type { GatewaySettings } from './config.ts'
import type { ControlPlane } from './control/control-plane.ts'
import type { Recorder } from './delivery/recorder.ts'
import type { Guardrails } from './guardrails/guardrails.ts'
import type { Authenticate, IsOwnKey } from './http/authentication.ts'
import type { ResponseStore } from './http/responses/response-store.ts'
import type { Limiter } from './limits/limiter.ts'
import type { OwnLimits } from './limits/own-limits.ts'
import type { ConfigStatus, LiveConfig } from './live-config/live-config.ts'
import type { Log } from './log.ts'
import type { McpLinks } from './mcp/live-servers.ts'
import type { BackgroundHealth } from './model-health/background-health.ts'
import type { SharedHealth } from './model-health/shared-health.ts'
import type { Instruments } from './prometheus/instruments.ts'
import type { AgentSessions } from './recording/agent-sessions.ts'
import type { SupportedParams } from './supported-params.ts'
import type { TokenCounting } from './token-counting.ts'
import type { DeploymentPlace, OwnApis } from './upstream.ts'
import type { Peers } from './workers/peers.ts'

/**
 * Everything a handler may need; composed in `open-gateway.ts` alone. A request keeps the one that it began with, so that
 * a new config file changes nothing under way.
 */
export interface GatewayContext {
  readonly settings: GatewaySettings
  readonly config: GatewayConfig
  readonly configStatus: () => ConfigStatus
  /** What is wrong with a model that somebody wants to add; undefined for nothing. */
  readonly faultOf: LiveConfig['faultOf']
  readonly models: ModelIndex
  readonly health: DeploymentHealth
  readonly traffic: DeploymentTraffic
  readonly line: WaitingLine
  readonly backgroundHealth: Pick<BackgroundHealth, 'last'>
  readonly sharedHealth: SharedHealth
  readonly affinity: Affinity
  readonly upstream: Upstream
  readonly ownApis: OwnApis
  readonly tokens: TokenCounting
  readonly supportedParams: SupportedParams
  readonly responses: ResponseStore
  readonly agentSessions: AgentSessions
  readonly placeOf: (deployment: Deployment) => DeploymentPlace
  /** One of the demo's, which has no vendor. */
  readonly isDemo: (deployment: Deployment) => boolean
  /** Absent: answers are not kept. */
  readonly cache: AnswerCache | undefined
  readonly guardrails: Guardrails
  /** The way to the MCP servers of the config. */
  readonly mcpLinks: McpLinks
  readonly recorder: Recorder
  readonly callbacks: Pick<Callbacks, 'try'>
  readonly authenticate: Authenticate
  readonly isOwnKey: IsOwnKey
  /** The other workers, where the gateway has several. */
  readonly peers: Peers | undefined
  /** Counts what keys use, and all who share limits with them. */
  readonly limiter: Limiter
  /** Budgets of the config file. */
  readonly ownLimits: OwnLimits
  /** The connected server, if any. */
  readonly control: ControlPlane | undefined
  readonly instruments: Instruments
  readonly log: Log
  /** Largest request body. */
  readonly maxRequestBytes: number
  /** Aborted when a stop has begun: no new calls, and what never ends by itself ends. */
  readonly draining: AbortSignal
}
