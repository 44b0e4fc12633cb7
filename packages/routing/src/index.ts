export { limitsOf } from './attempt/attempt.ts'
export { runCall } from './attempt/call.ts'
export type { Answer, AttemptRecord, Call, CallOptions, CallOutcome } from './attempt/contract.ts'
export type { CallPorts, Upstream } from './attempt/ports.ts'
export { type Affinity, createAffinity } from './balance/affinity.ts'
export { createDeploymentTraffic, type DeploymentTraffic, type Trip } from './balance/traffic.ts'
export { createWaitingLine, type WaitingLine } from './balance/waiting-line.ts'
export type {
  Callback,
  CallbackTarget,
  MlflowRunsTarget,
  MlflowServerTarget,
  MlflowTarget,
  OtlpTarget,
  S3Target,
  WebhookTarget,
} from './config/callbacks/callback-target.ts'
export { type CheckedModel, type ConfigCheck, checkConfig } from './config/check.ts'
export { ConfigError, type ConfigWarning, describeWarning } from './config/config-error.ts'
export { parseFallbackTargets } from './config/fallbacks.ts'
export type {
  AffinityRules,
  Caching,
  CallRules,
  Deployment,
  FallbackRule,
  Fallbacks,
  FallbackTarget,
  GatewayConfig,
  Recording,
  RedisAddress,
  Reliability,
} from './config/gateway-config.ts'
export {
  type BedrockRule,
  type ContentFilterRule,
  type Guardrail,
  type GuardrailAction,
  type GuardrailMode,
  type GuardrailRule,
  type PersonalDataKind,
  type PersonalDataRule,
  personalDataKinds,
} from './config/guardrails/guardrail-rule.ts'
export { knownFacts } from './config/known-facts.ts'
export {
  addedSource,
  type LoadedConfig,
  type LoadOptions,
  loadGatewayConfig,
} from './config/load.ts'
export type { McpServer, McpTransport } from './config/mcp/mcp-server.ts'
export { isCredential, parseProvider } from './config/model-parameters.ts'
export { describeFailure } from './errors.ts'
export { createDeploymentHealth, type DeploymentHealth } from './health/deployment-health.ts'
export { applyDefaults, type CallParameters, parseCallParameters } from './parameters/call-parameters.ts'
export { parseThinking } from './parameters/formats.ts'
export { mergeOverrides } from './parameters/merge-overrides.ts'
export { parseMockResponse } from './parameters/mock-response.ts'
export { parseCacheMark } from './parameters/tools.ts'
export { asInteger, asNumber, asText, asTextList, isRecord, ParameterError } from './parameters/values.ts'
export { createModelIndex, type ModelGroup, type ModelIndex } from './plan/model-index.ts'
export { type FallbackWishes, type Plan, plan, type Stage } from './plan/plan.ts'
export { estimateSettlement, NOTHING_USED, type Settlement, settle } from './settle/settle.ts'
