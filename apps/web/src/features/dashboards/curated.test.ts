import { describe, expect, test } from 'vitest'
import { dashboards } from '../../locales/en/dashboards.ts'
import { curatedWords } from './curated.ts'

describe('curated dashboards', () => {
  test('have words for all that they show, and no others', () => {
    const known = Object.entries(dashboards.curated).flatMap(([id, words]) =>
      Object.keys(words).map((key) => `${id}.${key}`),
    )
    expect([...curatedWords].sort()).toEqual(known.sort())
  })
})
