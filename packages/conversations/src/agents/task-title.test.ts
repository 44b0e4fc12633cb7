import { expect, test } from 'vitest'
import type { ChatMessage } from '../messages/message.ts'
import { taskTitle } from './task-title.ts'

const say = (role: string, ...texts: string[]): ChatMessage => ({
  role,
  parts: texts.map((text) => ({ type: 'text', text })),
})

test('what agents wrap the first words of their user in is no part of them', () => {
  const cline = '<task>\nFix the\nbug\n</task>\n\n\n# task_progress RECOMMENDED\n\nWhen starting a new task …'
  expect(taskTitle([say('system', 'You are Cline.'), say('user', cline)])).toBe('Fix the bug')
  const claude = '<system-reminder>\nAttribution …\n</system-reminder>\n\n\nWrite <b>a</b> file.'
  expect(taskTitle([say('user', claude)])).toBe('Write <b>a</b> file.')
  const reminder = '<system-reminder>only</system-reminder>'
  expect(taskTitle([say('user', reminder, reminder), say('user', '直してください')])).toBe('直してください')
})

test('texts that were made to take long do not', () => {
  const spaces = ' '.repeat(150_000)
  expect(taskTitle([say('user', `<task>${spaces}x${spaces}`)])).toMatch(/^<task>/)
  expect(taskTitle([say('user', '<a></a>'.repeat(20_000))])).toHaveLength(300)
})

test('a title is one line of bounded length, and absent where nobody asked', () => {
  expect(taskTitle([say('user', `${'長い'.repeat(400)}😀`)])?.length).toBe(300)
  expect(taskTitle([say('system', 'x'), say('assistant', 'y')])).toBeUndefined()
  expect(taskTitle([])).toBeUndefined()
})
