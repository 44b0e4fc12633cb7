import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { findConfigFile } from '../environment/config-file.ts'
import { resolveSettings, type Settings } from '../environment/settings.ts'
import { configurationError, Failure } from '../failure.ts'
import { describeRemark, translateSpeech } from '../program-speech.ts'
import type { Remark } from '../supervisor/child.ts'
import type { Terminal } from '../terminal.ts'
import { type CommandContext, checkout } from './command.ts'

/** What the gateway says of a config file. */
interface Report {
  readonly models: readonly { readonly name: string; readonly model: string }[]
  readonly warnings: readonly Remark[]
  readonly errors: readonly (Remark & { readonly remedy?: string })[]
}

/** Loads a config file as the gateway would: a line per model, and one for each key without effect. */
export async function gatewayCheck(context: CommandContext): Promise<number> {
  const { terminal } = context
  const settings = await resolveSettings(context.flags, context.cwd, context.environment)
  const file = await findConfigFile(context.flags.config, settings)
  if (file === undefined) throw new Failure('check.noFile', {}, configurationError)
  const report = await askGateway(file, settings)
  for (const { name, model } of report.models) terminal.print(`${name}  →  ${model}`)
  for (const line of remarkLines(terminal, report)) terminal.print(line)
  terminal.print()
  const errors = report.errors.length
  if (errors > 0) throw new Failure('check.broken', { path: file, errors }, 1)
  terminal.say('check.loads', { path: file, models: report.models.length, count: report.warnings.length })
  return 0
}

/** The same for `doctor`, as lines. Whether there are credentials it finds out itself, over the network too. */
export async function checkGatewayConfig(
  terminal: Terminal,
  file: string,
  settings: Settings,
): Promise<{ readonly loads: boolean; readonly lines: readonly string[] }> {
  const report = await askGateway(file, settings)
  const warnings = report.warnings.filter(({ key }) => key !== 'aws_credentials')
  return { loads: report.errors.length === 0, lines: remarkLines(terminal, { ...report, warnings }) }
}

function remarkLines(terminal: Terminal, { warnings, errors }: Report): readonly string[] {
  return [
    ...warnings.map((remark) => `${terminal.style('yellow', '!')} ${describeRemark(terminal, remark)}`),
    ...errors.flatMap((remark) => [
      `${terminal.style('red', '✖')} ${describeRemark(terminal, remark)}`,
      ...(remark.remedy ? [`  → ${translateSpeech(terminal, remark.remedy)}`] : []),
    ]),
  ]
}

async function askGateway(file: string, settings: Settings): Promise<Report> {
  const script = fileURLToPath(new URL('apps/gateway/src/check.ts', checkout))
  const child = spawn(process.execPath, [script, '--json', file], {
    cwd: settings.cwd,
    env: settings.values,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, error]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => error.push(chunk))
  await once(child, 'close')
  try {
    return JSON.parse(Buffer.concat(out).toString('utf8')) as Report
  } catch {
    throw new Failure('failure.unforeseen', { reason: Buffer.concat(error).toString('utf8').trim() })
  }
}
