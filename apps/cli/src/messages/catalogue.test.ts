import { expect, test } from 'vitest'
import { type MessageKey, message } from './catalogue.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

const keys = Object.keys(en) as MessageKey[]
const placeholders = (text: string) => new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))

test('both languages know the same messages and fill in the same values', () => {
  expect(Object.keys(ja).toSorted()).toEqual(Object.keys(en).toSorted())
  for (const key of keys) expect(placeholders(ja[key]), key).toEqual(placeholders(en[key]))
})

test('Japanese messages are in Japanese, but for names', () => {
  const untranslated = keys.filter((key) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja[key]))
  expect(untranslated).toEqual(['usage.other', 'supervisor.child.fatal', 'status.column.pid', 'doctor.node'])
})

test('values are filled in; a placeholder without a value stays visible', () => {
  expect(message('en', 'port.same', { port: 4000 })).toContain('port 4000')
  expect(message('ja', 'stop.notRunning', { folder: '/data' })).toBe('/data では何も動いていません。')
  expect(message('en', 'stop.notRunning')).toContain('{folder}')
})

test('one is counted otherwise than several', () => {
  const loads = (models: number, count: number) =>
    message('en', 'check.loads', { path: 'a.yml', models, count })
  expect(loads(1, 0)).toBe('a.yml loads: 1 model, 0 remarks.')
  expect(loads(2, 1)).toBe('a.yml loads: 2 models, 1 remark.')
})
