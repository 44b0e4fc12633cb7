import { expect, test } from 'vitest'
import { readAgentSearch, readPickedTasks } from './agent-search.ts'

test('agents that nobody knows are left out, and so is what narrows nothing', () => {
  expect(readAgentSearch({ agent: ['cline', 'nobody'], range: '7d' })).toEqual({
    agent: ['cline'],
    range: '7d',
  })
  expect(readAgentSearch({ agent: 'nobody' })).toEqual({})
})

test('tasks are picked once each, up to four', () => {
  expect(readPickedTasks({ task: ['a', 'b', 'a', 'c', 'd', 'e'] })).toEqual({ task: ['a', 'b', 'c', 'd'] })
  expect(readPickedTasks({})).toEqual({})
})
