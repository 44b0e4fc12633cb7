import type { ObservationNode } from '@kansoku/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ancestorsOf, buildTree, matchingRows, rootId, visibleRows } from './tree.ts'
import { noFilter, type TreeFilter, wantedBy } from './tree-filter.ts'
import { barOf, spanOf } from './waterfall.ts'

const observation = (
  id: string,
  parent: string | null = null,
  more: Partial<ObservationNode> = {},
): ObservationNode => ({
  id,
  traceId: 't',
  parentObservationId: parent,
  type: 'SPAN',
  name: id,
  startTime: '2026-11-23T12:00:00.000Z',
  endTime: '2026-11-23T12:00:01.000Z',
  completionStartTime: null,
  latency: 1,
  timeToFirstToken: null,
  level: 'DEFAULT',
  statusMessage: null,
  model: null,
  usageDetails: {},
  costDetails: {},
  totalCost: null,
  ...more,
})

const outline = (observations: readonly ObservationNode[], collapsed: readonly string[] = []) =>
  visibleRows(buildTree(observations), new Set(collapsed)).map(
    ({ node, depth }) => `${'-'.repeat(depth)}${node.id}`,
  )

describe('tree', () => {
  test('children stand below their parents, in the order of the list', () => {
    expect(
      outline([observation('a'), observation('b', 'a'), observation('c'), observation('d', 'b')]),
    ).toEqual(['', '-a', '--b', '---d', '-c'])
  })

  test('children that came before their parent find it', () => {
    expect(outline([observation('b', 'a'), observation('a')])).toEqual(['', '-a', '--b'])
  })

  test('observations without their parent, and circles of parents, are not lost', () => {
    expect(outline([observation('a', 'gone'), observation('b', 'c'), observation('c', 'b')])).toEqual([
      '',
      '-a',
      '-b',
      '--c',
    ])
    expect(outline([observation('a', 'a')])).toEqual(['', '-a'])
  })

  test('what is below a collapsed node is hidden', () => {
    const observations = [observation('a'), observation('b', 'a'), observation('c')]
    expect(outline(observations, ['a'])).toEqual(['', '-a', '-c'])
    expect(outline(observations, [rootId])).toEqual([''])
  })

  test('costs and errors are told at every level above', () => {
    const tree = buildTree([
      observation('a'),
      observation('b', 'a', { totalCost: 0.5, level: 'ERROR' }),
      observation('c', 'a', { totalCost: 0.25 }),
      observation('d'),
    ])
    expect(tree.children.map(({ cost, hasError, descendants }) => [cost, hasError, descendants])).toEqual([
      [0.75, true, 2],
      [null, false, 0],
    ])
    expect(tree.cost).toBe(0.75)
  })

  test('whatever the parents, every observation is shown once', () => {
    const ids = fc.integer({ min: 0, max: 15 }).map(String)
    const list = fc.uniqueArray(fc.tuple(ids, fc.option(ids)), { selector: ([id]) => id, maxLength: 16 })
    fc.assert(
      fc.property(list, (pairs) => {
        const tree = buildTree(pairs.map(([id, parent]) => observation(id, parent)))
        const shown = visibleRows(tree, new Set()).map(({ node }) => node.id)
        expect(shown.slice(1).sort()).toEqual(pairs.map(([id]) => id).sort())
        expect(tree.descendants).toBe(pairs.length)
      }),
    )
  })

  test('a chain of 20,000 does not break the stack', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      observation(`${index}`, index === 0 ? null : `${index - 1}`),
    )
    expect(visibleRows(buildTree(chain), new Set()).at(-1)?.depth).toBe(20_000)
  })
})

describe('search', () => {
  const observations = [
    observation('a', null, { name: 'エージェント' }),
    observation('b', 'a', { type: 'GENERATION', model: 'claude' }),
    observation('c', 'a', { name: 'other' }),
  ]
  const narrowed = (filter: Partial<TreeFilter>, found: readonly string[] = []) => {
    const isWanted = wantedBy({ ...noFilter, ...filter }, new Set(found)) ?? (() => true)
    return matchingRows(buildTree(observations), isWanted).map(({ node }) => node.id)
  }

  test('shows what mentions the text and the way to it', () => {
    expect(narrowed({ text: ' CLAUDE ' })).toEqual(['', 'a', 'b'])
    expect(narrowed({ text: 'ｴｰｼﾞｪﾝﾄ' })).toEqual(['', 'a'])
  })

  test('what only the server sees is kept too, and types and levels narrow it', () => {
    expect(narrowed({ text: 'in the output' }, ['b'])).toEqual(['', 'a', 'b'])
    expect(narrowed({ text: 'in the output', levels: new Set(['ERROR'] as const) }, ['b'])).toEqual([''])
    expect(narrowed({ types: new Set(['SPAN'] as const) })).toEqual(['', 'a', 'c'])
    expect(wantedBy({ ...noFilter, text: ' ' }, new Set())).toBeUndefined()
  })

  test('ancestors are known, also in circles', () => {
    expect(ancestorsOf(observations, 'b')).toEqual(['a'])
    expect(ancestorsOf([observation('x', 'y'), observation('y', 'x')], 'x')).toEqual(['y', 'x'])
  })
})

describe('waterfall', () => {
  const early = observation('a', null, {
    startTime: '2026-11-23T12:00:00.000Z',
    endTime: '2026-11-23T12:00:04.000Z',
  })
  const late = observation('b', null, {
    startTime: '2026-11-23T12:00:03.000Z',
    endTime: '2026-11-23T12:00:04.000Z',
  })

  test('bars stand where they were in time', () => {
    const span = spanOf('2026-11-23T11:00:00.000Z', [early, late])
    expect(barOf(span, early)).toEqual({ left: 0, width: 1 })
    expect(barOf(span, late)).toEqual({ left: 0.75, width: 0.25 })
  })

  test('a running observation has a beginning only', () => {
    const span = spanOf(early.startTime, [early])
    expect(barOf(span, { startTime: '2026-11-23T12:00:02.000Z', endTime: null })).toEqual({
      left: 0.5,
      width: 0,
    })
  })

  test('an instant and an empty trace have their place', () => {
    const span = spanOf('2026-11-23T12:00:00.000Z', [])
    expect(span.start).toBe(span.end)
    expect(barOf(span, early)).toEqual({ left: 0, width: 1 })
  })
})
