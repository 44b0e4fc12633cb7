import { type ConfigRefusal, type GatewaySetup, getGatewaySetup } from '@kansoku/contracts/gateway'
import { readSecrets, secretsPath } from '../environment/secrets.ts'
import type { Settings } from '../environment/settings.ts'
import { translateSpeech } from '../program-speech.ts'
import type { Terminal } from '../terminal.ts'

/** A config file that the running gateway does not use; times are ISO 8601. */
export type RefusedConfig = ConfigRefusal & Pick<GatewaySetup, 'loadedAt'>

/** Asks the gateway as the server does: what is wrong with its file is not for everybody. Undefined: nothing is known. */
export async function readRefusedConfig(
  gatewayUrl: string,
  { dataDir, values }: Settings,
): Promise<RefusedConfig | undefined> {
  const secret =
    values.KANSOKU_INTERNAL_SECRET ?? (await readSecrets(secretsPath(dataDir)))?.KANSOKU_INTERNAL_SECRET
  if (secret === undefined) return undefined
  try {
    const answer = await fetch(`${gatewayUrl}/internal/setup`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(2_000),
    })
    const { loadedAt, refusal } = getGatewaySetup.response.parse(await answer.json())
    return refusal ? { loadedAt, ...refusal } : undefined
  } catch {
    return undefined
  }
}

export function printRefusedConfig(terminal: Terminal, { loadedAt, since, faults }: RefusedConfig): void {
  const time = (iso: string) => new Date(iso).toLocaleString(terminal.language)
  terminal.print()
  terminal.say('status.refused', { since: time(since), loaded: time(loadedAt) })
  for (const { place, message, remedy } of faults) {
    const where = place === null ? '' : `${place}  `
    terminal.print(`${terminal.style('red', '✖')} ${where}${translateSpeech(terminal, message)}`)
    terminal.print(`  → ${translateSpeech(terminal, remedy)}`)
  }
}
