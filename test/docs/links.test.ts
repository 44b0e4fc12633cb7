import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { findDocuments } from './find-documents.ts'
import { type MarkdownDocument, parseDocument, readDocument, root } from './markdown.ts'

test('every link of every document leads somewhere, and every figure is there', async () => {
  const documents = await Promise.all((await findDocuments()).map(readDocument))
  expect(documents.length).toBeGreaterThan(20)
  const broken = documents.flatMap((document) => findBroken(document, documents))
  expect(broken).toEqual([])
})

test('a link to a file, an anchor or a figure that is not there is found', () => {
  const document = parseDocument(
    'docs/x.md',
    '# One\n[a](gone.md) [b](#one) [c](#two) ![d](gone.png) [e](https://example.com)',
  )
  expect(findBroken(document, [document])).toEqual([
    'docs/x.md: gone.md',
    'docs/x.md: #two',
    'docs/x.md: gone.png',
  ])
})

function findBroken(document: MarkdownDocument, all: readonly MarkdownDocument[]): string[] {
  return [...document.links, ...document.images]
    .filter((target) => !/^[a-z]+:/i.test(target) && !leadsSomewhere(document, target, all))
    .map((target) => `${document.path}: ${target}`)
}

function leadsSomewhere(from: MarkdownDocument, target: string, all: readonly MarkdownDocument[]): boolean {
  const [path = '', anchor] = decodeURI(target).split('#')
  const place = path === '' ? from.path : posix.normalize(posix.join(posix.dirname(from.path), path))
  if (path !== '' && !existsSync(join(root, place))) return false
  if (anchor === undefined) return true
  const document = all.find((one) => one.path === place)
  return document?.headings.some(({ slug }) => slug === anchor) ?? false
}
