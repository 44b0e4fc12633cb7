import type {
  CallLimits,
  ChatRequest,
  ChatResult,
  ChatStream,
  EmbeddingRequest,
  Target,
  Task,
} from '@kansoku/providers'
import type { Affinity } from '../balance/affinity.ts'
import type { DeploymentTraffic } from '../balance/traffic.ts'
import type { WaitingLine } from '../balance/waiting-line.ts'
import type { Deployment } from '../config/gateway-config.ts'
import type { DeploymentHealth } from '../health/deployment-health.ts'

/** How providers are reached. All methods reject with `ProviderError` only. */
export interface Upstream {
  embed(target: Target, request: EmbeddingRequest, limits: CallLimits): Promise<ChatResult>
  perform(target: Target, task: Task, limits: CallLimits): Promise<ChatResult>
  complete(target: Target, request: ChatRequest, limits: CallLimits): Promise<ChatResult>
  /** Resolves with the first content, so that what fails before it can be tried elsewhere. */
  openStream(target: Target, request: ChatRequest, limits: CallLimits): Promise<ChatStream>
}

/** What a call may ask of the world. */
export interface CallPorts {
  readonly upstream: Upstream
  readonly health: DeploymentHealth
  readonly traffic: DeploymentTraffic
  readonly line: WaitingLine
  readonly affinity: Affinity
  /** Tokens of a prompt, about; never rejects. */
  readonly countTokens: (deployment: Deployment, request: ChatRequest) => Promise<number>
  /** Milliseconds since 1970 that never go back within a call. */
  readonly now: () => number
  /** 0 ≤ value < 1. */
  readonly random: () => number
  /** Resolves early, without error, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
}
