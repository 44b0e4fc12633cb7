import { describe, expect, test } from 'vitest'
import { type Chosen, choosePage, chooseRow, noneChosen } from './chosen.ts'

const page = ['a', 'b', 'c', 'd']
const choose = (...ids: readonly string[]) =>
  ids.reduce<Chosen<string>>((chosen, id) => chooseRow(chosen, page, id, false), noneChosen)

describe('a selection', () => {
  test('takes a row in and lets it go again', () => {
    expect([...choose('b', 'd').ids]).toEqual(['b', 'd'])
    expect([...choose('b', 'd', 'b').ids]).toEqual(['d'])
  })

  test('goes from the row chosen last to another, in either direction', () => {
    expect([...chooseRow(choose('b'), page, 'd', true).ids]).toEqual(['b', 'c', 'd'])
    expect([...chooseRow(choose('d'), page, 'b', true).ids].sort()).toEqual(['b', 'c', 'd'])
  })

  test('takes one row where a range has no beginning in sight', () => {
    expect([...chooseRow<string>(noneChosen, page, 'c', true).ids]).toEqual(['c'])
    expect([...chooseRow(choose('b'), ['x', 'y'], 'y', true).ids]).toEqual(['b', 'y'])
  })

  test('takes the whole page, keeps what was chosen elsewhere, and lets the page go again', () => {
    const elsewhere = choosePage(choose('a'), ['x', 'y'])
    expect([...elsewhere.ids]).toEqual(['a', 'x', 'y'])
    expect([...choosePage(elsewhere, ['x', 'y']).ids]).toEqual(['a'])
  })

  test('of all that match names those in sight once one is let go', () => {
    const { ids, isAll } = chooseRow(
      { ...choosePage<string>(noneChosen, page), isAll: true },
      page,
      'a',
      false,
    )
    expect([[...ids], isAll]).toEqual([['b', 'c', 'd'], false])
  })
})
