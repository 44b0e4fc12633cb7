import { relative } from 'node:path'
import { localUrl, shownUrl } from '../../environment/addresses.ts'
import { resolveSettings, type Settings } from '../../environment/settings.ts'
import { reportFailure } from '../../report-failure.ts'
import { SupervisorFailure } from '../../supervisor/failure.ts'
import { assertPortFree } from '../../supervisor/ports.ts'
import { lockDataFolder, Supervisor } from '../../supervisor/supervisor.ts'
import type { Terminal } from '../../terminal.ts'
import type { CommandContext } from '../command.ts'
import { askForModel } from './ask-for-model.ts'
import { awaitServers } from './await-servers.ts'
import { printClosingBlock } from './closing-block.ts'
import { Asked, fulfilWith } from './fulfil.ts'
import { type Interruption, listenForStop } from './interruption.ts'
import { Narrator } from './narrator.ts'
import { describeRun, type Prepared, prepare, programsOf } from './programs.ts'
import { listenForRequests } from './request.ts'
import { haveBeenShown, rememberShown } from './shown-secrets.ts'
import { watchDisk } from './watch-disk.ts'

interface StartOptions {
  /**
   * Somebody reads along at a terminal; default is that the output is one. Elsewhere no secrets are shown: journals
   * and logs keep what is printed.
   */
  readonly watched?: boolean
  /** The terminal is not there to stay; called once everything serves and has been told. */
  readonly onServing?: (dataDir: string) => void
}

/** Runs the product until it is asked to stop. Resolves with the exit code. */
export async function start(context: CommandContext, options: StartOptions = {}): Promise<number> {
  const { terminal } = context
  process.umask(0o077)
  let supervisor: Supervisor | undefined
  const interruption = listenForStop(() => {
    terminal.warn('stop.forced')
    supervisor?.kill()
  })
  try {
    const settings = await resolveSettings(context.flags, context.cwd, context.environment)
    reportSettings(terminal, settings)
    const lock = await lockDataFolder(settings.dataDir)
    try {
      await assertPortsFree(settings)
      const prepared = await prepare(context, settings)
      using _disk = await watchDisk(terminal, settings.dataDir)
      await awaitServers(terminal, settings.values, interruption.signal)
      const narrator = new Narrator(terminal, checkCommand(context, prepared))
      const asked = new Asked(context)
      supervisor = createSupervisor(asked, prepared, narrator)
      return await run({ asked, supervisor, narrator, prepared, interruption, ...options })
    } finally {
      await lock.release()
    }
  } catch (error) {
    if (error instanceof SupervisorFailure && error.kind === 'stopped') {
      terminal.say('stop.stopped')
      return 0
    }
    return reportFailure(terminal, error)
  } finally {
    interruption.dispose()
  }
}

function createSupervisor(asked: Asked, prepared: Prepared, narrator: Narrator): Supervisor {
  const { settings } = prepared
  return new Supervisor({
    dataDir: settings.dataDir,
    cwd: settings.cwd,
    privatePostgres: settings.values.DATABASE_URL === undefined,
    programs: programsOf(() => asked.context, prepared),
    describe: describeRun(asked.context, prepared),
    onStep: (step) => narrator.step(step),
    onChange: (child) => narrator.changed(child),
    onRemarks: (remarks) => narrator.remarks(remarks),
    onNotice: (notice) => narrator.notice(notice),
  })
}

/** What shows every remark about the config file of this start. */
function checkCommand({ flags, cwd }: CommandContext, { configFile = '' }: Prepared): string {
  const below = relative(cwd, configFile)
  const file = flags.config ?? (below.startsWith('..') ? configFile : below)
  const args = ['-c', file, ...flags.envFile.flatMap((name) => ['-e', name])]
  return `npm run kansoku -- gateway check ${args.map(shellWord).join(' ')}`
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

interface Run extends StartOptions {
  readonly asked: Asked
  readonly supervisor: Supervisor
  readonly narrator: Narrator
  readonly prepared: Prepared
  readonly interruption: Interruption
}

async function run({
  asked,
  supervisor,
  narrator,
  prepared,
  interruption,
  ...options
}: Run): Promise<number> {
  const { terminal } = asked.context
  const { settings } = prepared
  const { watched = terminal.interactive, onServing } = options
  narrator.begin(settings.values.DATABASE_URL === undefined)
  // A stop that fails is told by the wait for it below.
  interruption.requested.then(() => supervisor.stop()).catch(() => {})
  const started = supervisor.start()
  const requests = listenForRequests(settings.dataDir, started, fulfilWith(supervisor, asked))
  try {
    await started
  } finally {
    await narrator.ready()
  }
  narrator.showRemarks()
  await greet(terminal, prepared, { watched, inBackground: onServing !== undefined })
  onServing?.(settings.dataDir)
  await interruption.requested
  requests.dispose()
  terminal.print()
  terminal.say('stop.stopping')
  await supervisor.stop()
  terminal.say('stop.stopped')
  return 0
}

async function greet(
  terminal: Terminal,
  { settings, secrets, created }: Prepared,
  { watched, inBackground }: { readonly watched: boolean; readonly inBackground: boolean },
): Promise<void> {
  const environment = { ...secrets, ...settings.values }
  const generated = Object.keys(secrets)
  const gatewayUrl = localUrl(settings.host, settings.gatewayPort)
  printClosingBlock(terminal, {
    serverUrl: shownUrl(settings.host, settings.port),
    gatewayUrl: shownUrl(settings.host, settings.gatewayPort),
    environment,
    generated,
    // A start that failed, or that nobody watched, has made them and shown none.
    revealed: !watched ? [] : (await haveBeenShown(settings.dataDir)) ? created : generated,
    ...(await askForModel(gatewayUrl, environment.LITELLM_MASTER_KEY)),
    demo: settings.values.KANSOKU_DEMO !== 'off',
    inBackground,
  })
  if (watched) await rememberShown(settings.dataDir)
}

async function assertPortsFree({ host, port, gatewayPort }: Settings): Promise<void> {
  await assertPortFree({ port, host, flag: '--port' })
  await assertPortFree({ port: gatewayPort, host, flag: '--gateway-port' })
}

function reportSettings(terminal: Terminal, settings: Settings): void {
  for (const { path, line, kind } of settings.problems) {
    terminal.warn(kind === 'open-quote' ? 'env.line.openQuote' : 'env.line.noAssignment', { path, line })
  }
  if (settings.ignored.length > 0) {
    terminal.say('start.embedded.ignored', { names: settings.ignored.join(', ') })
  }
}
