import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { parseDocument as parseYaml } from 'yaml'
import { isCommands, kindOfCommands } from './command-kinds.ts'
import { findManuals, languages, manualFolder } from './find-documents.ts'
import { type CodeBlock, readDocument } from './markdown.ts'
import { walks } from './walks.ts'

const manuals = await Promise.all(
  languages.flatMap(async (language) =>
    Promise.all(
      (await findManuals(language)).map(async (name) => ({
        name,
        ...(await readDocument(`${manualFolder(language)}/${name}.md`)),
      })),
    ),
  ),
).then((lists) => lists.flat())

test.each(manuals)('$path: commands, settings and policies are well formed', ({ blocks }) => {
  expect(blocks.flatMap(faultsOf)).toEqual([])
})

test.each(manuals)('$path: whatever can be executed belongs to a walk', ({ name, blocks }) => {
  const executed = blocks.filter((block) => isCommands(block) && kindOfCommands(block) !== 'left')
  const walked = walks.some(({ manuals: names }) => names.includes(name))
  expect(walked || executed.length === 0, `${name} is in no walk`).toBe(true)
})

test('a fault of each kind is found', () => {
  const block = (language: string, text: string, words: string[] = []) => ({ language, text, words })
  expect(faultsOf(block('sh', 'if true; then', ['run']))).toHaveLength(1)
  expect(faultsOf(block('json', '{"a": }'))).toHaveLength(1)
  expect(faultsOf(block('yaml', 'a: [1'))).toHaveLength(1)
  expect(() => faultsOf(block('sh', 'true', ['later']))).toThrow('none of run')
  expect(faultsOf(block('text', 'anything'))).toEqual([])
})

function faultsOf(block: CodeBlock): string[] {
  const fault = faultOf(block)
  return fault === undefined ? [] : [`${fault}\n${block.text}`]
}

function faultOf(block: CodeBlock): string | undefined {
  switch (block.language) {
    case 'sh':
      kindOfCommands(block)
      return shellFault(block.text)
    case 'json':
      return jsonFault(block.text)
    case 'yaml':
      return parseYaml(block.text).errors[0]?.message
    default:
      return undefined
  }
}

function shellFault(text: string): string | undefined {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })
  return status === 0 ? undefined : stderr
}

function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
