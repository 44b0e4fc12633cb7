import { buildOpenApiDocument } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { operationsOf, readLangfuseSpecification, type Specification } from './langfuse-specification.ts'
import { owedOperations, owedProperties } from './owed.ts'

const theirs = operationsOf(await readLangfuseSpecification())
const ours = operationsOf(buildOpenApiDocument({ version: '0' }) as unknown as Specification)
const isOwed = (operation: string) => owedOperations.some((prefix) => operation.startsWith(prefix))

describe("every operation of Langfuse's specification is ours or named as owed", () => {
  test('the specification was read', () => {
    expect(theirs.size).toBe(114)
    expect(ours.size).toBeGreaterThan(15)
  })

  test('operations', () => {
    const missing = [...theirs.keys()].filter((operation) => !ours.has(operation) && !isOwed(operation))
    expect(missing).toEqual([])
  })

  test('what is owed is not there yet', () => {
    const stale = owedOperations.filter(
      (prefix) =>
        ![...theirs.keys()].some((operation) => operation.startsWith(prefix) && !ours.has(operation)),
    )
    expect(stale).toEqual([])
    expect([...ours.keys()].filter(isOwed)).toEqual([])
  })
})

describe.each([...theirs.keys()].filter((operation) => ours.has(operation)))('%s', (operation) => {
  test.each(['query', 'body', 'response'] as const)('%s', (part) => {
    const owed = owedProperties[operation] ?? []
    const missing = [...(theirs.get(operation)?.[part] ?? [])].filter(
      (name) => !ours.get(operation)?.[part].has(name) && !isTolerated(name),
    )
    expect(missing.filter((name) => !owed.includes(name))).toEqual([])
  })
})

/** `_deprecation` is for Langfuse's own cloud; clients tolerate that it is absent. */
function isTolerated(name: string): boolean {
  return /(^|\.)_deprecation(\.|$)/.test(name)
}
