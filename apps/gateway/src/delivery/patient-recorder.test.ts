import { expect, test, vi } from 'vitest'
import { createLog } from '../log.ts'
import type { FinishedCall } from '../recording/finished-call.ts'
import type { FinishedToolCall } from '../recording/finished-tool-call.ts'
import { openPatiently } from './patient-recorder.ts'
import type { Recorder } from './recorder.ts'

const log = createLog('silent')
const call = {} as FinishedCall

test('a gateway that starts on a full disk counts what it loses and records once there is room', async () => {
  const recorded: FinishedCall[] = []
  const status = { bytes: 0, written: 0, lost: 0, dropped: 0, rejected: 0, destinations: {} }
  const real: Recorder = {
    record: async (finished) => void recorded.push(finished),
    recordToolCall: async () => void recorded.push(call),
    status: () => ({ ...status, written: recorded.length }),
    close: async () => undefined,
  }
  let full = true
  const open = async () => {
    if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    return real
  }
  const recorder = await openPatiently(open, log, 1)
  await recorder.record(call)
  await recorder.recordToolCall({} as FinishedToolCall)
  expect(recorder.status()).toMatchObject({ lost: 2, written: 0 })
  full = false
  await vi.waitUntil(() => recorder.status().destinations.disk === undefined)
  await recorder.record(call)
  await recorder.recordToolCall({} as FinishedToolCall)
  expect(recorder.status()).toMatchObject({ lost: 2, written: 2 })
  await recorder.close(0)
})

test('other failures are told at once', async () => {
  const open = () => Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' }))
  await expect(openPatiently(open, log)).rejects.toThrow('denied')
})
