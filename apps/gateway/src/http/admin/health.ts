import type { GatewayContext } from '../../context.ts'
import type { ConfigStatus } from '../../live-config/live-config.ts'
import { version } from '../../version.ts'
import { type Exchange, sendJson } from '../exchange.ts'

export function handleLiveness(exchange: Exchange): void {
  sendJson(exchange, 200, "I'm alive!")
}

/** 503 while stopping; losses of the spool are told, but do not stop calls. */
export function handleReadiness(exchange: Exchange, context: GatewayContext): void {
  const { recorder, config, settings } = context
  const draining = context.draining.aborted
  const { langfuse } = config.recording
  sendJson(exchange, draining ? 503 : 200, {
    status: draining ? 'stopping' : 'healthy',
    db: settings.server === undefined ? 'Not connected' : 'connected',
    cache: context.cache?.store.kind ?? null,
    litellm_version: version,
    success_callbacks: langfuse ? ['langfuse'] : [],
    log_level: settings.logLevel.toUpperCase(),
    is_detailed_debug: settings.logLevel === 'debug',
    models: context.models.listed.length,
    config: toConfigState(context.configStatus()),
    spool: recorder.status(),
  })
}

/** Without what is wrong with the file: anybody may ask. */
function toConfigState({ loadedAt, refusal }: ConfigStatus) {
  return {
    loaded_at: loadedAt,
    up_to_date: refusal === undefined,
    ...(refusal ? { refused_since: refusal.since } : {}),
  }
}
