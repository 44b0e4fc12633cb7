import { setTimeout as delay } from 'node:timers/promises'
import { localUrl, shownUrl } from '../../environment/addresses.ts'
import { readSecrets, secretsPath } from '../../environment/secrets.ts'
import { resolveSettings } from '../../environment/settings.ts'
import { Failure } from '../../failure.ts'
import type { CommandContext } from '../command.ts'
import { findRunning } from '../running.ts'
import { resolveRunningSettings } from '../running-settings.ts'
import type { GatewayAddress } from './chat.ts'
import type { PlatformAddress } from './read-back.ts'

export interface Instance {
  readonly gateway: GatewayAddress
  /** Absent when the keys of the first project are not known here. */
  readonly platform: PlatformAddress | undefined
  /** As people are told them. */
  readonly shown: { readonly gatewayUrl: string; readonly platformUrl: string }
  readonly projectId: string | undefined
}

/** The instance on this data folder, else one that answers on the ports of the settings. */
export async function findInstance(context: CommandContext): Promise<Instance> {
  const own = await resolveSettings(context.flags, context.cwd, context.environment)
  await untilStarted(context, own.dataDir)
  const { settings, running } = await resolveRunningSettings(context)
  const { port, gatewayPort, ...state } = running?.state ?? settings
  const host = state.host ?? undefined
  const values = { ...(await readSecrets(secretsPath(settings.dataDir))), ...settings.values }
  const gatewayUrl = localUrl(host, gatewayPort)
  const shown = { gatewayUrl: shownUrl(host, gatewayPort), platformUrl: shownUrl(host, port) }
  if (!(await answers(gatewayUrl))) throw new Failure('demo.notRunning', { url: shown.gatewayUrl })
  const key = values.LITELLM_MASTER_KEY ?? ''
  if (!(await takesKey(gatewayUrl, key))) throw new Failure('demo.wrongKey', { url: shown.gatewayUrl })
  const { LANGFUSE_INIT_PROJECT_PUBLIC_KEY: publicKey, LANGFUSE_INIT_PROJECT_SECRET_KEY: secretKey } = values
  return {
    gateway: { url: gatewayUrl, key },
    platform: publicKey && secretKey ? { url: localUrl(host, port), publicKey, secretKey } : undefined,
    shown,
    projectId: values.LANGFUSE_INIT_PROJECT_ID,
  }
}

/** People type this while the start in the other terminal is still under way. */
async function untilStarted({ terminal }: CommandContext, dataDir: string): Promise<void> {
  let running = await findRunning(dataDir)
  if (running && !running.state?.ready) terminal.say('demo.starting')
  while (running && !running.state?.ready) {
    await delay(200)
    running = await findRunning(dataDir)
  }
}

async function takesKey(url: string, key: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${key}` }
  return (await fetch(`${url}/v1/models`, { headers, signal: AbortSignal.timeout(10_000) })).ok
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/liveliness`, { signal: AbortSignal.timeout(3_000) })).ok
  } catch {
    return false
  }
}
