export { type CheckedModel, type ConfigCheck, checkConfig } from './config/check.ts'
export { ConfigError, type ConfigWarning, describeWarning } from './config/config-error.ts'
export { parseFallbackTargets } from './config/fallbacks.ts'
export type {
  Deployment,
  FallbackTarget,
  GatewayConfig,
  Recording,
  Reliability,
} from './config/gateway-config.ts'
export { emptyConfig, type LoadedConfig, type LoadOptions, loadGatewayConfig } from './config/load.ts'
