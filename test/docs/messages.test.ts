import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, type Tokens } from 'marked'
import { expect, test } from 'vitest'
import { languages, manualFolder } from './find-documents.ts'
import { root } from './markdown.ts'

/** Words of AWS, which stand in no source of ours. */
const ofOthers = ['on-demand throughput', 'The provided model identifier is invalid']

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'apps', 'packages'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')

test.each(languages)('the troubleshooting in %s quotes messages that the product has', (language) => {
  const quoted = readMessages(readFileSync(join(root, manualFolder(language), 'troubleshooting.md'), 'utf8'))
  expect(quoted.length).toBeGreaterThan(25)
  expect(quoted.filter((message) => !isOfTheProduct(message))).toEqual([])
})

test('a message that the product does not have is found', () => {
  const quoted = readMessages(
    '| Message | x |\n|---|---|\n| `There is no tool …` | a |\n| `All is … lost` | b |',
  )
  expect(quoted.filter((message) => !isOfTheProduct(message))).toEqual(['All is … lost'])
})

/** What stands as code in the first column of tables of messages. */
function readMessages(document: string): string[] {
  const tables = lexer(document).filter((token): token is Tokens.Table => token.type === 'table')
  const ofMessages = tables.filter(({ header }) => ['Message', 'メッセージ'].includes(header[0]?.text ?? ''))
  return ofMessages.flatMap(({ rows }) =>
    rows.flatMap(([cell]) => [...(cell?.text ?? '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)),
  )
}

function isOfTheProduct(message: string): boolean {
  if (ofOthers.includes(message)) return true
  const pieces = message.split('…').map((piece) => piece.trim())
  return pieces.filter((piece) => piece.length > 3).every((piece) => sources.includes(piece))
}
