import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createTerminal } from '../../terminal.ts'
import { showProgress } from './progress.ts'

test('where no terminal is, each part is one line in the language of the user, once it is known how it went', async () => {
  const out = new PassThrough()
  const progress = showProgress(createTerminal('ja', { out, error: out }), ['postgres', 'server', 'gateway'])
  const printed = () => String(out.read() ?? '')
  progress.retitle('postgres', 'start.step.postgres.create')
  expect(printed()).toBe('')
  progress.ready('postgres')
  progress.ready('postgres')
  expect(printed()).toMatch(/^✔ データベース\(初回のため作成中\) \(\d+\.\d 秒\)\n$/)
  progress.ready('gateway')
  await progress.end()
  expect(printed()).toMatch(/^✔ ゲートウェイ \(\d+\.\d 秒\)\n✖ プラットフォーム \(起動できませんでした\)\n$/)
})
