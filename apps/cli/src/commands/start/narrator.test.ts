import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { Language } from '../../language.ts'
import type { Remark } from '../../supervisor/child.ts'
import { createTerminal } from '../../terminal.ts'
import { Narrator } from './narrator.ts'

function tell(language: Language, remarks: readonly Remark[], notices: readonly string[] = []): string[] {
  const out = new PassThrough()
  const stream = out as unknown as NodeJS.WriteStream
  const narrator = new Narrator(createTerminal(language, { out: stream, error: stream }), 'check this')
  for (const notice of notices) narrator.notice(notice)
  narrator.remarks(remarks)
  narrator.showRemarks()
  return String(out.read() ?? '')
    .split('\n')
    .filter(Boolean)
}

const remark = (line: number, important?: boolean): Remark => ({
  file: 'a.yml',
  line,
  key: `k${line}`,
  message: 'is given twice; the later value counts.',
  important,
})
const linesShown = (lines: readonly string[]) => lines.map((line) => /a\.yml:(\d+)/.exec(line)?.[1])

test('of many remarks the important ones are shown first, and what shows the rest', () => {
  const told = tell('en', [remark(1), remark(2), remark(3), remark(4), remark(5), remark(6, true)])
  expect(linesShown(told).slice(0, 4)).toEqual(['6', '1', '2', '3'])
  expect(told[4]).toBe('    … and 2 more: check this')
})

test('no important remark is left out', () => {
  const told = tell('en', [remark(1), ...[2, 3, 4, 5, 6].map((line) => remark(line, true))])
  expect(linesShown(told)).toEqual(['2', '3', '4', '5', '6', undefined])
})

test('notices of the programs come first, in the language of the user', () => {
  const notice = 'SALT is not the one that this data was made with, and API keys from then are refused.'
  expect(tell('en', [remark(1)], [notice])[0]).toBe(`  ! ${notice}`)
  const told = tell('ja', [remark(1)], [notice, 'Something new.'])
  expect(told).toEqual([
    expect.stringContaining('元の SALT に戻すか、新しい API キーを作ってください。'),
    '  ! Something new.',
    '  ! a.yml:1  k1: 2 回書かれています。後の値を使います。',
  ])
})

test('nothing to tell is no line', () => {
  expect(tell('en', [])).toEqual([])
})
