import { expect, test } from 'vitest'
import { followList, startDraft } from './search-draft.ts'

test('what is typed while the list catches up is kept', () => {
  const draft = { text: 'cart r', applied: '', sent: ['ca', 'cart'] }
  expect(followList(draft, 'ca')).toEqual({ text: 'cart r', applied: 'ca', sent: ['cart'] })
  expect(followList(draft, 'cart')).toEqual({ text: 'cart r', applied: 'cart', sent: [] })
})

test('a space before the next word survives a pause', () => {
  expect(followList({ text: 'cart ', applied: '', sent: ['cart'] }, 'cart').text).toBe('cart ')
})

test('a search from elsewhere, or going back, is followed', () => {
  expect(followList({ text: 'cart', applied: 'cart', sent: [] }, '')).toEqual(startDraft(''))
  expect(followList({ text: 'cart', applied: '', sent: [] }, 'invoice')).toEqual(startDraft('invoice'))
  const draft = startDraft('cart')
  expect(followList(draft, 'cart')).toBe(draft)
})
