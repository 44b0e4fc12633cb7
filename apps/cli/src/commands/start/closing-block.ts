import type { Environment } from '../../environment/layers.ts'
import { mask } from '../../environment/mask.ts'
import type { MessageKey } from '../../messages/catalogue.ts'
import { padDisplay, type Terminal } from '../../terminal.ts'

export interface Greeting {
  readonly serverUrl: string
  readonly gatewayUrl: string
  /** Everything that server and gateway were given. */
  readonly environment: Environment
  /** Names of the values that the user did not set. */
  readonly generated: readonly string[]
  /** Those of them that are shown in full, because they have not been before. */
  readonly revealed: readonly string[]
  /** A model that can be called right now. */
  readonly model: string | undefined
  /** The config file sets a key of its own. */
  readonly keyInConfigFile: boolean
  readonly demo: boolean
  /** Nobody can press Ctrl-C. */
  readonly inBackground: boolean
}

/** The block that ends a start: where to go, how to log in, what to try next. */
export function printClosingBlock(terminal: Terminal, greeting: Greeting): void {
  const { environment, revealed } = greeting
  const reveal = (name: string): string | undefined => {
    const value = environment[name]
    return value === undefined || revealed.includes(name) ? value : mask(value)
  }
  terminal.print()
  terminal.print(`  ${terminal.style(['bold', 'green'], terminal.text('start.running'))}`)
  terminal.print()
  printRows(terminal, [
    ['start.row.platform', terminal.style('cyan', greeting.serverUrl)],
    ['start.row.gateway', terminal.style('cyan', greeting.gatewayUrl)],
  ])
  terminal.print()
  printRows(terminal, [
    ['start.row.login', environment.LANGFUSE_INIT_USER_EMAIL],
    ['start.row.password', reveal('LANGFUSE_INIT_USER_PASSWORD')],
    [
      'start.row.masterKey',
      greeting.keyInConfigFile ? terminal.text('start.masterKey.config') : reveal('LITELLM_MASTER_KEY'),
    ],
    ['start.row.publicKey', environment.LANGFUSE_INIT_PROJECT_PUBLIC_KEY],
    ['start.row.secretKey', reveal('LANGFUSE_INIT_PROJECT_SECRET_KEY')],
  ])
  const hint = secretsHint(greeting)
  if (hint) terminal.print(`  ${terminal.style('dim', terminal.text(hint))}`)
  terminal.print()
  printNext(terminal, greeting)
}

const shownSecrets = ['LANGFUSE_INIT_USER_PASSWORD', 'LITELLM_MASTER_KEY', 'LANGFUSE_INIT_PROJECT_SECRET_KEY']

/** Who set all of them does not need to be told where they are kept. */
function secretsHint({ generated, revealed }: Greeting): MessageKey | undefined {
  if (shownSecrets.some((name) => revealed.includes(name))) return 'start.secrets.once'
  return shownSecrets.some((name) => generated.includes(name)) ? 'start.secrets.later' : undefined
}

/** For a shell, wherever the key comes from: it is shown to who asks, and neither to who looks on nor to a log. */
const readKey = `KEY=$(npm run -s kansoku -- status --secrets | sed -n 's/^LITELLM_MASTER_KEY=//p')`

/** One of the user's own, which is read to nobody. */
const namedKey = 'KEY=<general_settings.master_key>'

function printNext(terminal: Terminal, greeting: Greeting): void {
  const { gatewayUrl, model, demo, environment, revealed, keyInConfigFile } = greeting
  const isShown = !keyInConfigFile && revealed.includes('LITELLM_MASTER_KEY')
  const key = isShown ? environment.LITELLM_MASTER_KEY : '$KEY'
  printRows(terminal, [
    ['start.next', demo ? terminal.text('start.next.demo') : undefined],
    [
      demo ? undefined : 'start.next',
      terminal.text('start.next.cline', { url: gatewayUrl, model: model ?? '…' }),
    ],
  ])
  if (model) {
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] })
    const command = `curl ${gatewayUrl}/v1/chat/completions -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" -d '${body}'`
    printRows(terminal, [
      [undefined, isShown ? undefined : keyInConfigFile ? namedKey : readKey],
      [undefined, command],
    ])
  }
  terminal.print()
  terminal.print(
    `  ${terminal.style('dim', terminal.text(greeting.inBackground ? 'start.stop.background' : 'start.stop.how'))}`,
  )
}

type Row = readonly [MessageKey | undefined, string | undefined]

const labelWidth = 18

function printRows(terminal: Terminal, rows: readonly Row[]): void {
  for (const [key, value] of rows) {
    if (value === undefined) continue
    const label = padDisplay(key === undefined ? '' : terminal.text(key), labelWidth)
    terminal.print(`  ${terminal.style('bold', label)}${value}`)
  }
}
