import { describe, expect, test } from 'vitest'
import { fileName, readDocument, toCopy, toDocument } from './document.ts'

const widget = {
  name: 'Cost',
  description: '',
  view: 'observations' as const,
  dimensions: [{ field: 'name' }],
  metrics: [{ measure: 'totalCost', agg: 'sum' as const }],
  filters: [],
  chartType: 'PIE' as const,
  chartConfig: { type: 'PIE' as const, row_limit: 5 },
}
const cell = { x: 0, y: 2, width: 6, height: 4 }
const dashboard = {
  name: '朝会',
  description: 'Every morning',
  filters: [{ type: 'string' as const, column: 'environment', operator: '=' as const, value: 'prod' }],
  tiles: [
    { ...cell, id: 'a', widget: { ...widget, id: 'w' }, presetId: null },
    { ...cell, id: 'b', widget: null, presetId: 'unknown' },
    { ...cell, id: 'c', widget: null, presetId: 'known' },
  ],
}

const preset = { ...widget, name: 'Preset' }
const viewsOf = (id: string | null) => (id === 'known' ? [preset, widget] : [])

describe('a dashboard in a file', () => {
  test('is read as it was written: without ids, and without what only another program can show', () => {
    const text = JSON.stringify(toDocument(dashboard, viewsOf))
    expect(readDocument(text)).toEqual({
      ...dashboard,
      tiles: [
        { ...cell, widget },
        { ...cell, widget: preset },
      ],
    })
    expect(text).not.toContain('"id"')
  })

  test('has a copy whose name can be stored, however long its own is', () => {
    const copyOf = (name: string) => `${name} (copy)`
    expect(toCopy(dashboard, viewsOf, copyOf).name).toBe('朝会 (copy)')
    const copy = toCopy({ ...dashboard, name: '😀'.repeat(100) }, viewsOf, copyOf)
    expect(copy.name).toMatch(/😀 \(copy\)$/u)
    expect(readDocument(JSON.stringify(copy))).toEqual(copy)
  })

  test.each([
    ['no JSON', '{"name"'],
    ['another thing', '[1, 2]'],
    ['a tile without a widget', JSON.stringify({ ...dashboard, tiles: [cell] })],
    ['a tile beyond the grid', JSON.stringify({ ...dashboard, tiles: [{ ...cell, x: 12, widget }] })],
  ])('is none with %s', (_what, text) => {
    expect(readDocument(text)).toBeUndefined()
  })

  test('has a name that every system takes', () => {
    expect(fileName('a/b: "c"?', 'json')).toBe('a b c.json')
    expect(fileName('朝会', 'csv')).toBe('朝会.csv')
    expect(fileName('///', 'json')).toBe('dashboard.json')
  })
})
