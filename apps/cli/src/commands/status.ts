import { localUrl, shownUrl } from '../environment/addresses.ts'
import { readSecrets, secretsPath } from '../environment/secrets.ts'
import type { Settings } from '../environment/settings.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import type { ChildState } from '../supervisor/child.ts'
import type { ChildRecord, RunState } from '../supervisor/run-state.ts'
import { padDisplay, type Terminal } from '../terminal.ts'
import type { CommandContext } from './command.ts'
import { type Memory, memoryOf } from './processes.ts'
import { type Recording, readRecording } from './recording.ts'
import { printRefusedConfig, readRefusedConfig } from './refused-config.ts'
import { resolveRunningSettings } from './running-settings.ts'
import { spoolBacklog } from './spool-backlog.ts'

/** Shows what runs on the data folder. Exit code 0 when everything serves, 1 when something does not, 3 when nothing runs. */
export async function status(context: CommandContext, options: { secrets: boolean }): Promise<number> {
  const { terminal } = context
  const { settings, running } = await resolveRunningSettings(context)
  if (running?.state) await showState(terminal, running.state, settings)
  else if (running) terminal.say('status.starting', { pid: running.pid })
  else terminal.say('status.notRunning', { folder: settings.dataDir })
  if (options.secrets) await showSecrets(terminal, settings)
  if (!running) return 3
  const serving = running.state?.ready && running.state.children.every((child) => child.state === 'ready')
  return serving ? 0 : 1
}

async function showState(terminal: Terminal, state: RunState, settings: Settings): Promise<void> {
  const { dataDir } = settings
  const rows = await Promise.all([supervisorRow(state), ...state.children.map(childRow)])
  printTable(terminal, rows)
  const total = rows.reduce((sum, { memory }) => sum + (memory?.bytes ?? 0), 0)
  const host = state.host ?? undefined
  const gatewayUrl = localUrl(host, state.gatewayPort)
  const [backlog, recording, refused] = await Promise.all([
    spoolBacklog(dataDir),
    readRecording(gatewayUrl),
    readRefusedConfig(gatewayUrl, settings),
  ])
  const facts: readonly (readonly [MessageKey, string])[] = [
    ['status.total', megabytes(total)],
    ['start.row.platform', shownUrl(host, state.port)],
    ['start.row.gateway', shownUrl(host, state.gatewayPort)],
    ['status.config', state.configFile ?? terminal.text('status.config.none')],
    ['status.data', dataDir],
    ['status.spool', describeBacklog(backlog, recording)],
    ...describeLosses(terminal, recording),
  ]
  terminal.print()
  for (const [key, value] of facts) terminal.print(`${padDisplay(terminal.text(key), 26)}${value}`)
  if (refused) printRefusedConfig(terminal, refused)
}

function describeBacklog(bytes: number | undefined, recording: Recording | undefined): string {
  if (bytes === undefined) return '–'
  return [`${(bytes / 1024).toFixed(0)} KB`, ...(recording?.waitsFor ?? [])].join('  ')
}

function describeLosses(
  terminal: Terminal,
  recording: Recording | undefined,
): readonly (readonly [MessageKey, string])[] {
  const count = recording?.lost ?? 0
  return count === 0 ? [] : [['status.lost', terminal.text('status.lost.calls', { count })]]
}

interface Row {
  readonly name: string
  readonly state: ChildState
  readonly pid: number | undefined
  /** ISO 8601. */
  readonly since: string | undefined
  readonly memory: Memory | undefined
  readonly restarts: number | undefined
}

async function supervisorRow({ supervisor: { pid }, startedAt }: RunState): Promise<Row> {
  const memory = await memoryOf(pid, 'alone')
  return { name: 'supervisor', state: 'ready', pid, since: startedAt, memory, restarts: undefined }
}

async function childRow({ name, state, process, since, restarts }: ChildRecord): Promise<Row> {
  const pid = process?.pid
  const memory = pid === undefined ? undefined : await memoryOf(pid, 'with-descendants')
  return { name, state, pid, since: state === 'ready' ? since : undefined, memory, restarts }
}

const columns: readonly (readonly [
  title: MessageKey,
  width: number,
  cell: (row: Row, terminal: Terminal) => string,
])[] = [
  ['status.column.process', 12, ({ name }) => name],
  ['status.column.state', 12, ({ state }, terminal) => terminal.text(`status.state.${state}`)],
  ['status.column.pid', 9, ({ pid }) => String(pid ?? '–')],
  ['status.column.up', 11, ({ since }) => (since ? duration(Date.now() - Date.parse(since)) : '–')],
  [
    'status.column.memory',
    14,
    ({ memory }) => (memory ? `${megabytes(memory.bytes)} ${memory.kind.toUpperCase()}` : '–'),
  ],
  ['status.column.restarts', 0, ({ restarts }) => String(restarts ?? '')],
]

function printTable(terminal: Terminal, rows: readonly Row[]): void {
  const titles = columns.map(([title, width]) => padDisplay(terminal.text(title), width))
  terminal.print(terminal.style('bold', titles.join('')))
  for (const row of rows) {
    const cells = columns.map(([, width, cell]) => padDisplay(cell(row, terminal), width))
    terminal.print(cells.join('').trimEnd())
  }
}

const secretNames = [
  'LANGFUSE_INIT_USER_EMAIL',
  'LANGFUSE_INIT_USER_PASSWORD',
  'LITELLM_MASTER_KEY',
  'LANGFUSE_INIT_PROJECT_ID',
  'LANGFUSE_INIT_PROJECT_PUBLIC_KEY',
  'LANGFUSE_INIT_PROJECT_SECRET_KEY',
] as const

/** What the user set goes before what was generated, as it does at start. */
async function showSecrets(terminal: Terminal, { dataDir, values }: Settings): Promise<void> {
  const path = secretsPath(dataDir)
  const stored = (await readSecrets(path)) ?? {}
  terminal.print()
  for (const name of secretNames) {
    const value = values[name] ?? stored[name]
    if (value !== undefined) terminal.print(`${name}=${value}`)
  }
  if (secretNames.every((name) => values[name] !== undefined || stored[name] === undefined)) return
  terminal.print()
  terminal.say('status.secrets.where', { path })
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(0)} MB`
}

/** Days, hours, minutes and seconds: the two largest that count. A clock that was set back shows zero. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const parts: readonly [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  const shown = first === -1 ? parts.slice(3) : parts.slice(first, first + 2)
  return shown.map(([amount, unit]) => `${amount}${unit}`).join(' ')
}
