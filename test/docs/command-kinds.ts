import type { CodeBlock } from './markdown.ts'

/**
 * The word after `sh` in a manual says how a test treats the commands; readers do not see it. `run` is executed, `start`
 * is executed in a terminal of its own that stays open, `await` is
 * executed until it prints what the manual shows. The others cannot be executed here.
 */
export const notExecuted: Readonly<Record<string, string>> = {
  cloud: 'needs an account of AWS',
  desktop: 'needs an editor or an agent on the machine of the reader',
  setup: 'installs programs on the machine of the reader, or downloads this repository',
  mlflow: 'needs an MLflow server; the callback has a test of its own against a real one',
}

const executed = ['run', 'start', 'await'] as const

export type CommandKind = (typeof executed)[number] | 'left'

/** Throws where a block of commands does not say what it is. */
export function kindOfCommands({ words, text }: CodeBlock): CommandKind {
  const [word = ''] = words
  const kind = executed.find((one) => one === word)
  if (words.length === 1 && kind) return kind
  if (words.length === 1 && notExecuted[word] !== undefined) return 'left'
  throw new Error(
    `"sh ${words.join(' ')}" is none of ${executed.join(', ')}, ${Object.keys(notExecuted).join(', ')}:\n${text}`,
  )
}

export function isCommands(block: CodeBlock): boolean {
  return block.language === 'sh'
}
