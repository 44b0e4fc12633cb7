import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keepLargestGroups } from './largest-groups.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
const rows = fc
  .array(fc.record({ name: fc.constantFrom(...names), hour: fc.nat(3), value: fc.nat(100) }))
  .map((items) =>
    items.map(({ name, hour, value }) => ({
      time: `2026-11-20T0${hour}:00:00.000Z`,
      of: [name],
      values: [value],
    })),
  )
const sum = (items: ReturnType<typeof keepLargestGroups>['rows']) =>
  items.reduce((total, { values: [value] }) => total + Number(value), 0)

describe('a course over time of many groups', () => {
  test('keeps the largest ones, and what adds up stays whole', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { rows: kept, omittedGroups } = keepLargestGroups(given, ['sum'])
        const groups = new Set(kept.flatMap(({ of }) => of ?? []))
        expect(groups.size).toBeLessThanOrEqual(8)
        expect(omittedGroups).toBe(new Set(given.map(({ of }) => of[0])).size - groups.size)
        expect(sum(kept)).toBe(sum(given))
        const totals = names.map((name) => sum(given.filter(({ of }) => of[0] === name)))
        const least = Math.min(
          ...[...groups].map((name) => totals[names.indexOf(String(name))] ?? 0),
          Number.POSITIVE_INFINITY,
        )
        const left = names.filter((name) => !groups.has(name)).map((name) => totals[names.indexOf(name)] ?? 0)
        expect(Math.max(0, ...left)).toBeLessThanOrEqual(least)
      }),
    )
  })

  test('has no rest where figures of groups do not add up', () => {
    const given = names.map((name, index) => ({ time: null, of: [name], values: [index] }))
    const { rows: kept, omittedGroups } = keepLargestGroups(given, ['p95'])
    expect(kept.map(({ of }) => of?.[0])).toEqual(['c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
    expect(omittedGroups).toBe(2)
  })

  test('are not larger for being there more often where figures do not add up', () => {
    const often = names.slice(0, 8).flatMap((name) => [5, 5, 5].map((value) => ({ name, value })))
    const given = [...often, { name: 'i', value: 9 }].map(({ name, value }, hour) => ({
      time: new Date(hour * 3_600_000).toISOString(),
      of: [name],
      values: [value],
    }))
    const { rows: kept, omittedGroups } = keepLargestGroups(given, ['avg'])
    expect(kept.map(({ of }) => of?.[0])).toContain('i')
    expect(omittedGroups).toBe(1)
  })
})
