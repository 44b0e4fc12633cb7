import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { COMPATIBLE_PROVIDERS } from './openai-compatible/provider-table.ts'
import { createProviders } from './registry.ts'
import { testPorts } from './testing/ports.ts'

const docs = resolve(import.meta.dirname, '../../../docs')

/** The rows of all tables: each cell as what is written in it as code. */
function readRows(file: string): readonly (readonly (readonly string[])[])[] {
  const lines = readFileSync(resolve(docs, file), 'utf8').split('\n')
  const rows = lines.filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1))
  return rows.map((cells) =>
    cells.map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)),
  )
}

describe.each(['gateway-providers.md', 'gateway-providers.ja.md'])('%s', (file) => {
  const rows = readRows(file)

  test('lists every provider, and none that is not there', () => {
    const listed = rows.flatMap(([prefixes = []]) => prefixes.map((prefix) => prefix.replace(/\/$/, '')))
    expect(listed.sort()).toEqual([...createProviders(testPorts()).names].sort())
  })

  test.each(COMPATIBLE_PROVIDERS.map((provider) => [provider.name, provider] as const))(
    'tells where %s is and which variables it has',
    (name, { baseUrl, baseVariables, keyVariables }) => {
      const row = rows.find(([prefixes]) => prefixes?.includes(`${name}/`))
      expect(row?.slice(1, 4)).toEqual([baseUrl === undefined ? [] : [baseUrl], baseVariables, keyVariables])
    },
  )
})
