import { describe, expect, test } from 'vitest'
import { dashboards } from '../../locales/en/dashboards.ts'
import { curatedWords } from './curated.ts'
import { presetWords } from './presets.ts'

const keysOf = (words: Readonly<Record<string, object>>) =>
  Object.entries(words)
    .flatMap(([id, texts]) => Object.keys(texts).map((key) => `${id}.${key}`))
    .sort()

describe('curated dashboards and presets', () => {
  test('have words for all that they show, and no others', () => {
    expect([...curatedWords].sort()).toEqual(keysOf(dashboards.curated))
    expect([...presetWords].sort()).toEqual(keysOf(dashboards.presets))
  })
})
