import { until } from '../kit/until.ts'
import { type CommandKind, isCommands, kindOfCommands } from './command-kinds.ts'
import { expectPrinted, isPrinted } from './expect-printed.ts'
import { type Language, manualFolder } from './find-documents.ts'
import { type CodeBlock, readDocument } from './markdown.ts'
import type { Reader } from './reader.ts'

/** Commands of a manual, and what became of them. */
export interface Step {
  readonly block: CodeBlock
  readonly kind: CommandKind
  /** Undefined where nothing was executed. */
  readonly printed: string | undefined
  readonly seconds: number
}

/**
 * Follows a manual to the letter: executes its commands in their order. Throws where one fails, or where what is shown
 * was not printed.
 */
export async function follow(
  reader: Reader,
  language: Language,
  manual: string,
  onStep: (step: Step) => void = () => {},
): Promise<void> {
  const { blocks } = await readDocument(`${manualFolder(language)}/${manual}.md`)
  let printed: string | undefined
  for (const [place, block] of blocks.entries()) {
    if (block.language === 'text' && printed !== undefined) expectPrinted(block.text, printed)
    printed = undefined
    if (!isCommands(block)) continue
    const began = performance.now()
    const kind = kindOfCommands(block)
    printed = await execute(reader, kind, block, blocks[place + 1])
    onStep({ block, kind, printed, seconds: (performance.now() - began) / 1000 })
  }
}

/** What was printed; undefined where nothing was executed. `shown` is the block that follows. */
async function execute(
  reader: Reader,
  kind: CommandKind,
  block: CodeBlock,
  shown?: CodeBlock,
): Promise<string | undefined> {
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
