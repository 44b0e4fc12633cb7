import { expect, test } from 'vitest'
import type { TaskTurn } from './read-turns.ts'
import { sumWaits, waitsBefore } from './waits.ts'

const start = Date.parse('2026-11-20T10:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

function turn(from: number, to: number | null, ...tools: string[]): TaskTurn {
  const row = { start_time: at(from), end_time: to === null ? null : at(to), level: 'DEFAULT' }
  return { row, cost: null, tools: tools.map((name) => ({ name })) } as unknown as TaskTurn
}

const waitsOf = (...turns: TaskTurn[]) => sumWaits(turns, waitsBefore(turns))

test('calls that overlap count once, and nothing waits while one is under way', () => {
  const helpers = [turn(0, 10, 'Task'), turn(2, 4, 'Read'), turn(5, 12, 'Read'), turn(15, 16)]
  expect(waitsOf(...helpers)).toEqual({ model: 13, tools: 3, person: 0 })
})

test('who asks its user and runs nothing waits for a person', () => {
  expect(waitsOf(turn(0, 1, 'ask_followup_question'), turn(31, 32))).toMatchObject({ tools: 0, person: 30 })
  expect(waitsOf(turn(0, 1, 'attempt_completion', 'execute_command'), turn(31, 32))).toMatchObject({
    tools: 30,
  })
  expect(waitsOf(turn(0, 1), turn(11, 12))).toMatchObject({ person: 10 })
})

test('a call that has not ended yet takes no time so far', () => {
  expect(waitsOf(turn(0, null))).toEqual({ model: 0, tools: 0, person: 0 })
  expect(waitsOf()).toEqual({ model: 0, tools: 0, person: 0 })
})
