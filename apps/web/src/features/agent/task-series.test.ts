import type { AgentTaskDetail, AgentTurn } from '@kansoku/contracts'
import { expect, test } from 'vitest'
import { comparedContext, contextPoints, waitPoints } from './task-series.ts'

const turn = (part: Partial<AgentTurn>) => part as AgentTurn
const task = (...contexts: number[]) =>
  ({ turns: contexts.map((inputTokens) => turn({ inputTokens })) }) as AgentTaskDetail

test('the context of a turn is what the cache knew, what it was given, and the rest', () => {
  const turns = [
    turn({ inputTokens: 100, cacheReadTokens: 60, cacheWriteTokens: 30 }),
    // A provider whose input leaves out what was cached.
    turn({ inputTokens: 10, cacheReadTokens: 60, cacheWriteTokens: 0 }),
  ]
  expect(contextPoints(turns)).toEqual([
    { time: 1, cacheRead: 60, cacheWrite: 30, input: 10 },
    { time: 2, cacheRead: 60, cacheWrite: 0, input: 0 },
  ])
})

test('a turn waits for one thing before it and then for the model', () => {
  const turns = [
    turn({ latency: 2, waited: { seconds: 5, on: 'tools' } }),
    turn({ latency: null, waited: { seconds: 7, on: 'person' } }),
  ]
  expect(waitPoints(turns)).toEqual([
    { time: 1, model: 2, tools: 5, person: 0 },
    { time: 2, model: 0, tools: 0, person: 7 },
  ])
})

test('tasks of different lengths stand side by side', () => {
  expect(comparedContext([task(1, 2), task(3)])).toEqual([
    { time: 1, task0: 1, task1: 3 },
    { time: 2, task0: 2, task1: null },
  ])
  expect(comparedContext([])).toEqual([])
})
