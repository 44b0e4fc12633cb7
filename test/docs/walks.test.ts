import { describe, expect, test } from 'vitest'
import { until } from '../kit/until.ts'
import { isCommands, kindOfCommands } from './command-kinds.ts'
import { expectPrinted, isPrinted } from './expect-printed.ts'
import { type Language, languages, manualFolder } from './find-documents.ts'
import { type Machine, startMachine } from './machine.ts'
import { type CodeBlock, readDocument } from './markdown.ts'
import { openShell, type Shell } from './shell.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { walks } from './walks.ts'

// Each follows manuals to the letter: commands are executed in their order, and what is shown must have been printed.
describe.each(languages)('the manuals in %s', (language) => {
  test.each(walks)('lead $name to its end', { timeout: 300_000 }, async (walk) => {
    await using machine = await startMachine(language, walk)
    await using reader = await startReader(machine)
    for (const name of walk.manuals) await follow(reader, await blocksOf(language, name))
    expect(machine.bedrockCalls()).toBeGreaterThan(0)
  })
})

async function blocksOf(language: Language, name: string): Promise<readonly CodeBlock[]> {
  return (await readDocument(`${manualFolder(language)}/${name}.md`)).blocks
}

/** Somebody with a shell and one more terminal, for what stays. */
interface Reader extends AsyncDisposable {
  run(commands: string): Promise<string>
  start(commands: string): Promise<string>
}

async function startReader(machine: Machine): Promise<Reader> {
  const shell: Shell = await openShell(machine)
  let terminal: Terminal | undefined
  return {
    run: (commands) => shell.run(machine.localize(commands)),
    async start(commands) {
      await terminal?.[Symbol.asyncDispose]()
      const opened = openTerminal(machine.localize(commands), machine)
      terminal = opened
      await until(() => serves(machine, opened), { seconds: 120, describe: opened.printed })
      return opened.printed()
    },
    async [Symbol.asyncDispose]() {
      await terminal?.[Symbol.asyncDispose]()
      await shell[Symbol.asyncDispose]()
    },
  }
}

async function serves({ serverUrl, gatewayUrl }: Machine, terminal: Terminal): Promise<boolean> {
  if (terminal.hasEnded()) throw new Error(`the start ended:\n${terminal.printed()}`)
  const answers = (url: string) =>
    fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
  const both = [answers(`${serverUrl}/api/public/ready`), answers(`${gatewayUrl}/health/readiness`)]
  return (await Promise.all(both)).every(Boolean) && terminal.printed().includes('Ctrl-C')
}

async function follow(reader: Reader, blocks: readonly CodeBlock[]): Promise<void> {
  let printed: string | undefined
  for (const [place, block] of blocks.entries()) {
    if (block.language === 'text' && printed !== undefined) expectPrinted(block.text, printed)
    printed = isCommands(block) ? await execute(reader, block, blocks[place + 1]) : undefined
  }
}

/** What was printed; undefined where nothing was executed. `shown` is the block that follows. */
async function execute(reader: Reader, block: CodeBlock, shown?: CodeBlock): Promise<string | undefined> {
  const kind = kindOfCommands(block)
  if (kind === 'left') return undefined
  if (kind === 'start') return reader.start(block.text)
  if (kind === 'run') return reader.run(block.text)
  if (shown?.language !== 'text') throw new Error(`nothing is shown to wait for:\n${block.text}`)
  let printed = ''
  const isThere = async () => {
    printed = await reader.run(block.text)
    return isPrinted(shown.text, printed)
  }
  await until(isThere, {
    seconds: 60,
    describe: () => `what the manual shows; this was printed:\n${printed}`,
  })
  return printed
}
