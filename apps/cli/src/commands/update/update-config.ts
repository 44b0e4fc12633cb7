import { Failure } from '../../failure.ts'
import { describeRemark } from '../../program-speech.ts'
import type { CommandContext } from '../command.ts'
import { findRunning } from '../running.ts'
import { resolveRunningSettings } from '../running-settings.ts'
import { request } from '../start/request.ts'
import { wishedFiles } from '../wished-files.ts'
import { platformKeys } from './platform-keys.ts'

/**
 * Has the running gateway go on with the chosen config and env files; no request ends because of it. What cannot be
 * used changes nothing.
 */
export async function updateConfig(context: CommandContext): Promise<number> {
  const { terminal } = context
  const { settings, running } = await resolveRunningSettings(context)
  if (!running) throw new Failure('update.notRunning', { folder: settings.dataDir })
  if (!running.state?.ready) throw new Failure('request.early')
  const files = await wishedFiles(context, settings)
  const remarks = await request(settings.dataDir, running.pid, { kind: 'update', ...files }).catch(
    (error: unknown) => {
      terminal.fail('update.kept')
      throw error
    },
  )
  for (const remark of remarks) terminal.warn('usage.other', { reason: describeRemark(terminal, remark) })
  const now = await findRunning(settings.dataDir)
  terminal.say('update.done')
  terminal.say('update.config', { config: now?.state?.configFile ?? terminal.text('status.config.none') })
  const keys = await platformKeys(settings.dataDir, settings.values)
  if (keys) terminal.say('update.project', { publicKey: keys.publicKey })
  return 0
}
