import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sections, topLevel } from './known-settings.ts'

const docs = resolve(import.meta.dirname, '../../../../docs')

/** The keys in the first column of the tables, by the heading above them. */
function documented(file: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  let heading = ''
  for (const line of readFileSync(resolve(docs, file), 'utf8').split('\n')) {
    if (line.startsWith('## ')) heading = line.slice(3)
    const [, first] = /^\| (.*?) \|/.exec(line) ?? []
    const keys = [...(first?.matchAll(/`([^`]+)`/g) ?? [])].map(([, key = '']) => key)
    found.set(heading, new Set([...(found.get(heading) ?? []), ...keys]))
  }
  return found
}

describe.each(['gateway-settings.md', 'gateway-settings.ja.md'])('%s', (file) => {
  const tables = documented(file)

  test.each(Object.entries(sections))(
    'lists what is acted on of %s, and nothing else',
    (section, { honoured }) => {
      expect([...(tables.get(section) ?? [])].sort()).toEqual([...honoured].sort())
    },
  )

  test('lists all sections', () => {
    const listed = tables.get('Sections') ?? tables.get('セクション')
    expect([...(listed ?? [])].sort()).toEqual([...topLevel.honoured].sort())
  })
})

test('both languages list the same', () => {
  const keys = (file: string) =>
    [...documented(file).values()].map((set) => [...set].filter((key) => /^[\w*/-]+$/.test(key)))
  expect(keys('gateway-settings.ja.md')).toEqual(keys('gateway-settings.md'))
})
