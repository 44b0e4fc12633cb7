import { Command, CommanderError, Option } from 'commander'
import type { CommandContext } from './commands/command.ts'
import type { Flags } from './environment/settings.ts'
import { Failure } from './failure.ts'
import { languageOf, languages } from './language.ts'
import type { MessageKey } from './messages/catalogue.ts'
import type { Terminal } from './terminal.ts'

interface ProgramOptions {
  readonly terminal: Terminal
  readonly cwd: string
  readonly environment: NodeJS.ProcessEnv
  readonly version: string
}

/**
 * The commands and their options. Options stand before or after the verb; without a verb it is `start`, so that
 * LiteLLM's form `--config FILE --detailed_debug` works. Each command is loaded when it is called.
 */
export function createProgram(
  { terminal, cwd, environment, version }: ProgramOptions,
  done: (code: number) => void,
): Command {
  const t = (key: MessageKey) => terminal.text(key)
  const program = new Command('kansoku')
  const context = (): CommandContext => ({ terminal, cwd, environment, flags: readFlags(program.opts()) })
  const run = async (action: (context: CommandContext) => Promise<number>) => done(await action(context()))

  addSharedOptions(program, t)
  program
    .description(t('help.program'))
    .version(version, '-v, --version', t('help.version'))
    .helpOption('-h, --help', t('help.help'))
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title) => translateTitle(terminal, title),
      // Defaults stand in the descriptions, in the user's language.
      optionDescription: (option) => option.description,
      showGlobalOptions: true,
    })
    .configureOutput({ outputError: () => {} })
    .exitOverride()

  program
    .command('start', { isDefault: true })
    .option('-d, --detach', t('help.start.detach'))
    .description(t('help.start'))
    .action(({ detach = false }: { detach?: boolean }) =>
      run(async (given) =>
        detach
          ? (await import('./commands/start/detach.ts')).startDetached(given)
          : (await import('./commands/start/start.ts')).start(given),
      ),
    )
  program
    .command('stop')
    .description(t('help.stop'))
    .action(() => run(async (given) => (await import('./commands/stop.ts')).stop(given)))
  program
    .command('restart')
    .argument('[name...]', t('help.restart.name'))
    .option('-d, --detach', t('help.restart.detach'))
    .description(t('help.restart'))
    .action((names: string[], { detach = false }: { detach?: boolean }) =>
      run(async (given) => (await import('./commands/restart.ts')).restart(given, { names, detach })),
    )
  program
    .command('update-config')
    .argument('[folder]', t('help.update.folder'))
    .description(t('help.update'))
    .action((folder: string | undefined) =>
      run(async (given) =>
        folder === undefined
          ? (await import('./commands/update/update-config.ts')).updateConfig(given)
          : (await import('./commands/update/update-foreign.ts')).updateForeign(given, folder),
      ),
    )
  program
    .command('status')
    .option('--secrets', t('help.status.secrets'))
    .description(t('help.status'))
    .action((options: { secrets?: boolean }) =>
      run(async (given) =>
        (await import('./commands/status.ts')).status(given, { secrets: options.secrets ?? false }),
      ),
    )
  program
    .command('logs')
    .argument('[name...]', t('help.logs.name'))
    .option('-f, --follow', t('help.logs.follow'))
    .option('--json', t('help.logs.json'))
    .option('-n, --lines <count>', t('help.logs.lines'), wholeNumber('--lines'), 100)
    .description(t('help.logs'))
    .action((names: string[], options: { follow?: boolean; json?: boolean; lines: number }) =>
      run(async (given) =>
        (await import('./commands/logs.ts')).logs(given, {
          names,
          follow: options.follow ?? false,
          lines: options.lines,
          json: options.json ?? false,
        }),
      ),
    )
  program
    .command('demo')
    .option('--tasks <count>', t('help.demo.tasks'), wholeNumber('--tasks'), 12)
    .option('--seed <number>', t('help.demo.seed'), wholeNumber('--seed'), 1)
    .option('--fast', t('help.demo.fast'))
    .description(t('help.demo'))
    .action((options: { tasks: number; seed: number; fast?: boolean }) =>
      run(async (given) =>
        (await import('./commands/demo/demo.ts')).demo(given, { ...options, fast: options.fast ?? false }),
      ),
    )
  program
    .command('gateway')
    .description(t('help.gateway'))
    .helpCommand(false)
    .command('check')
    .description(t('help.gateway.check'))
    .action(() => run(async (given) => (await import('./commands/gateway-check.ts')).gatewayCheck(given)))
  program
    .command('doctor')
    .description(t('help.doctor'))
    .action(() => run(async (given) => (await import('./commands/doctor/doctor.ts')).doctor(given)))
  return program
}

function addSharedOptions(program: Command, t: (key: MessageKey) => string): void {
  program
    .option('-c, --config <file>', t('help.config'))
    .option(
      '-e, --env-file <file>',
      t('help.envFile'),
      (file: string, files: string[]) => [...files, file],
      [],
    )
    .option('--embedded', t('help.embedded'))
    .option('--port <port>', t('help.port'))
    .option('--gateway-port <port>', t('help.gatewayPort'))
    .option('--host <host>', t('help.host'))
    .option('--workers <count>', t('help.workers'))
    .option('--lang <language>', t('help.lang'), knownLanguage)
    .option('--debug', t('help.debug'))
    .addOption(new Option('--detailed_debug', t('help.debug')).hideHelp())
    .addOption(new Option('--num_workers <count>', t('help.workers')).hideHelp())
}

function readFlags(options: Record<string, unknown>): Flags {
  const text = (name: string) => options[name] as string | undefined
  return {
    config: text('config'),
    envFile: (options.envFile as string[] | undefined) ?? [],
    embedded: options.embedded as boolean | undefined,
    port: text('port'),
    gatewayPort: text('gatewayPort'),
    host: text('host'),
    workers: text('workers') ?? text('num_workers'),
    debug: Boolean(options.debug ?? options.detailed_debug),
  }
}

/** What shells and most tools answer to a command line that they do not understand. */
const usageError = 2

const wholeNumber = (name: string) => (value: string) => {
  if (!/^\d+$/.test(value)) throw new Failure('usage.wholeNumber', { name, value }, usageError)
  return Number(value)
}

function knownLanguage(value: string): string {
  if (languageOf(value)) return value
  throw new Failure('usage.language', { value, known: languages.join(', ') }, usageError)
}

const titles: Readonly<Record<string, MessageKey>> = {
  'Usage:': 'help.title.usage',
  'Options:': 'help.title.options',
  'Global Options:': 'help.title.globalOptions',
  'Commands:': 'help.title.commands',
  'Arguments:': 'help.title.arguments',
}

function translateTitle(terminal: Terminal, title: string): string {
  const key = titles[title]
  return terminal.style('bold', key ? terminal.text(key) : title)
}

const parseErrors: Readonly<Record<string, MessageKey>> = {
  'commander.unknownOption': 'usage.unknownOption',
  'commander.unknownCommand': 'usage.unknownCommand',
  'commander.excessArguments': 'usage.unknownCommand',
  'commander.optionMissingArgument': 'usage.missingValue',
  'commander.missingArgument': 'usage.missingArgument',
}

/** Shows an error of the command line; the exit code of help and version is 0. */
export function reportUsage(terminal: Terminal, program: Command, error: CommanderError): number {
  if (error.exitCode === 0) return 0
  // A command that only groups others has shown what there is.
  if (error.code === 'commander.help') return usageError
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  // Commander names the command that got too many words; the user wants to know the word.
  const known = new Set(program.commands.map((command) => command.name()))
  const word = program.args.find((arg) => !arg.startsWith('-') && !known.has(arg))
  const what = error.code === 'commander.excessArguments' ? (word ?? quoted) : quoted
  terminal.fail(parseErrors[error.code] ?? 'usage.other', { what, reason: error.message })
  return usageError
}

export { CommanderError }
