import { expect, test } from 'vitest'
import { findManuals, type Language, manualFolder } from './find-documents.ts'
import { type CodeBlock, type MarkdownDocument, readDocument } from './markdown.ts'

const names = await findManuals('ja')

test('the manuals are the same in both languages', async () => {
  expect(names.length).toBeGreaterThan(10)
  expect(await findManuals('en')).toEqual(names)
})

test.each(names)('%s has the same headings, commands, figures and links in both languages', async (name) => {
  expect(outline(await read('ja', name))).toEqual(outline(await read('en', name)))
})

function read(language: Language, name: string): Promise<MarkdownDocument> {
  return readDocument(`${manualFolder(language)}/${name}.md`)
}

function outline({ headings, blocks, images, links }: MarkdownDocument) {
  return {
    headings: headings.map(({ depth }) => depth),
    blocks: blocks.map(({ language, words }) => [language, ...words].join(' ')),
    commands: blocks.map(commandsOf),
    images,
    links: links.map(withoutLanguage),
  }
}

/** What is said to a model, and names of cities: in each language its own. */
const spokenTexts = /("(?:content|city|first|second)\\?": \\?"|printf '|^cline .*")[^"'\\%$]+/gm

/** A block without what is written for people: comments, labels of figures, what the product says. */
function commandsOf({ language, text }: CodeBlock): string {
  if (language === 'text') return ''
  if (language === 'mermaid') return text.replace(/(?<!click .*)"[^"]*"/g, '""')
  return text
    .replace(spokenTexts, '$1…')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)# .*$/, '').trimEnd())
    .filter((line) => line !== '')
    .join('\n')
}

function withoutLanguage(target: string): string {
  const [path = ''] = target.split('#')
  return path
    .replace(/\.ja\.md$/, '.md')
    .replace('/ja/', '/*/')
    .replace('/en/', '/*/')
}
