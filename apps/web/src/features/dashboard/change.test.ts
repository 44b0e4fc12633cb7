import { expect, test } from 'vitest'
import { changeOf } from './change.ts'

test('a change is told relative to what was before', () => {
  expect(changeOf(125, 100)).toEqual({ ratio: 0.25, direction: 'up' })
  expect(changeOf(50, 100)).toEqual({ ratio: -0.5, direction: 'down' })
  expect(changeOf(100.1, 100)).toEqual({ ratio: 0, direction: 'same' })
})

test('from nothing there is a direction but no ratio', () => {
  expect(changeOf(5, 0)).toEqual({ direction: 'up' })
  expect(changeOf(0, 0)).toEqual({ ratio: 0, direction: 'same' })
})

test('what is unknown cannot be compared', () => {
  expect(changeOf(null, 3)).toBeUndefined()
  expect(changeOf(3, null)).toBeUndefined()
})
