import { findConfigFile } from '../../environment/config-file.ts'
import type { Terminal } from '../../terminal.ts'
import type { CommandContext } from '../command.ts'
import { resolveRunningSettings } from '../running-settings.ts'
import { examineCredentials } from './credentials.ts'
import { examineConfigFile, examineEnvFiles } from './files.ts'
import type { Examine, Finding, Level } from './finding.ts'
import {
  examineChromium,
  examineDataFolder,
  examineDisk,
  examineNode,
  examinePackages,
  examinePorts,
} from './machine.ts'
import { examineServers } from './servers.ts'

const examinations: readonly Examine[] = [
  examineNode,
  examinePackages,
  examineDataFolder,
  examineDisk,
  examinePorts,
  examineEnvFiles,
  examineServers,
  examineConfigFile,
  examineCredentials,
  examineChromium,
]

const signs: Readonly<Record<Level, readonly [sign: string, style: Parameters<Terminal['style']>[0]]>> = {
  ok: ['✔', 'green'],
  note: ['·', 'dim'],
  warn: ['!', 'yellow'],
  fail: ['✖', 'red'],
}

/** Looks at everything that a start depends on. Exit code 1 when something would keep it from working. */
export async function doctor(context: CommandContext): Promise<number> {
  const { terminal } = context
  const { settings, running } = await resolveRunningSettings(context)
  const named = context.flags.config ?? running?.state?.configFile ?? undefined
  const configFile = await findConfigFile(named, settings)
  const findings: Finding[] = []
  for (const examine of examinations) {
    const found = await examine({ terminal, settings, configFile, running })
    for (const finding of found) show(terminal, finding)
    findings.push(...found)
  }
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length
  const [failures, warnings] = [count('fail'), count('warn')]
  terminal.print()
  terminal.say(failures === 0 ? 'doctor.well' : 'doctor.ill', { failures, warnings })
  return failures === 0 ? 0 : 1
}

function show(terminal: Terminal, { level, key, values = {}, remedy, details = [] }: Finding): void {
  const [sign, style] = signs[level]
  terminal.print(`${terminal.style(style, sign)} ${terminal.text(key, values)}`)
  if (remedy) terminal.print(`  → ${terminal.text(remedy, values)}`)
  for (const line of details) terminal.print(`    ${line}`)
}
