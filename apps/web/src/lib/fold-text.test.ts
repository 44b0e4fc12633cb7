import { expect, test } from 'vitest'
import { foldText } from './fold-text.ts'

test('what a Japanese keyboard writes in full width is found', () => {
  expect(foldText('Ｎｏｖａ－Ｐｒｏ')).toBe('nova-pro')
  expect(foldText('ﾄﾚｰｽ')).toBe('トレース')
})
