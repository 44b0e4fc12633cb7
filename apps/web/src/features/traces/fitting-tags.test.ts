import { expect, test } from 'vitest'
import { fittingTags } from './fitting-tags.ts'

test('short tags stand side by side', () => {
  expect(fittingTags(['api', 'prod'])).toEqual({ shown: ['api', 'prod'], others: 0 })
})

test('where there is no room the others are counted', () => {
  expect(fittingTags(['bugfix', 'cline', 'demo', 'workshop'])).toEqual({
    shown: ['bugfix', 'cline'],
    others: 2,
  })
  expect(fittingTags(['本番環境', '検証'])).toEqual({ shown: ['本番環境'], others: 1 })
})

test('one tag is shown, however long', () => {
  expect(fittingTags(['a-tag-of-many-letters'])).toEqual({ shown: ['a-tag-of-many-letters'], others: 0 })
  expect(fittingTags([])).toEqual({ shown: [], others: 0 })
})
