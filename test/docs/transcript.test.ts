import { expect, test } from 'vitest'
import type { Step } from './follow.ts'
import { type Transcript, writeSummary, writeTranscript } from './transcript.ts'

const step = (word: string, text: string, printed?: string, seconds = 0): Step => ({
  block: { language: 'sh', words: [word], text },
  kind: printed === undefined ? 'left' : 'run',
  printed,
  seconds,
})
const transcript = (failure?: string): Transcript => ({
  manual: 'cline',
  language: 'en',
  steps: [
    step('run', 'date', 'Saturday', 1.24),
    step('run', 'true', '\n', 2),
    step('desktop', 'code .'),
    step('desktop', 'cline auth'),
    step('cloud', 'aws s3 ls'),
  ],
  failure,
})

test('a row tells how many commands passed, what was left out and how long it took', () => {
  const [, , row] = writeSummary([transcript()]).split('\n')
  expect(row).toBe('| cline | en | 5 | 2 | 2 desktop, 1 cloud | 3 |')
  expect(writeSummary([transcript('the manual shows 200')])).toContain('| 2, then failed |')
})

test('a transcript shows commands, what they printed, seconds, and why something was left out', () => {
  const text = writeTranscript(transcript('the manual shows ```'))
  expect(text).toContain('```sh\ndate\n```\n\n1.2 s\n\n```text\nSaturday\n```')
  expect(text).toContain(
    '```sh\ntrue\n```\n\n2.0 s\n\n```sh\ncode .\n```\n\nLeft out: needs an editor or an agent',
  )
  expect(text).toContain('````text\nthe manual shows ```\n````')
})
