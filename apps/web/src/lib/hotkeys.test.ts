import { expect, test } from 'vitest'
import { hotkeyOf } from './hotkeys.ts'

const press = (key: string, modifiers: Partial<Record<'metaKey' | 'ctrlKey' | 'altKey', boolean>> = {}) =>
  hotkeyOf({ key, metaKey: false, ctrlKey: false, altKey: false, ...modifiers })

test('plain keys are named as they are typed, whatever caps lock says', () => {
  expect(press('j')).toBe('j')
  expect(press('J')).toBe('j')
  expect(press('?')).toBe('?')
  expect(press('Escape')).toBe('Escape')
})

test('command on a Mac and control elsewhere are the same modifier', () => {
  expect(press('k', { metaKey: true })).toBe('mod+k')
  expect(press('K', { ctrlKey: true })).toBe('mod+k')
  expect(press('ArrowLeft', { altKey: true })).toBe('alt+ArrowLeft')
})
