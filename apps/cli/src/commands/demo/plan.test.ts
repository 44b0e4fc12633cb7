import { demoModels, demoTasks, usesTools } from '@kansoku/emulators'
import { expect, test } from 'vitest'
import { planDemo } from './plan.ts'

const shape = (seed: number) =>
  planDemo({ count: 12, seed, fast: false }).tasks.map(({ task, user, model, pauses }) => [
    task.id,
    user,
    model,
    pauses,
  ])

test('the same seed plays the same demo, another seed another one', () => {
  expect(shape(7)).toEqual(shape(7))
  expect(shape(7)).not.toEqual(shape(8))
})

test('every task is played first as it is written, by its own user on its own model', () => {
  const { tasks } = planDemo({ count: demoTasks.length, seed: 1, fast: true })
  expect(tasks.map(({ task, user, model }) => [task.id, user, model])).toEqual(
    demoTasks.map((task) => [task.id, task.user, task.model]),
  )
  expect(tasks.flatMap(({ pauses }) => pauses).every((pause) => pause === 0)).toBe(true)
})

test('there are several users, models and sessions, ids of their own, and one mishap of each kind', () => {
  const { tasks, mishaps } = planDemo({ count: 12, seed: 1, fast: true })
  const different = (values: readonly string[]) => new Set(values).size
  expect(different(tasks.map(({ user }) => user))).toBeGreaterThan(3)
  expect(different(tasks.map(({ model }) => model))).toBeGreaterThan(3)
  const ofAgents = tasks.filter(({ task }) => usesTools(task))
  const talks = tasks.filter(({ task }) => !usesTools(task))
  expect(different(ofAgents.map(({ sessionId }) => sessionId))).toBe(ofAgents.length)
  expect(different(talks.map(({ sessionId }) => sessionId))).toBe(different(talks.map(({ user }) => user)))
  expect(different([...tasks, ...mishaps].map(({ traceId }) => traceId))).toBe(tasks.length + mishaps.length)
  expect(mishaps.map(({ kind }) => kind)).toEqual(['fallback', 'overloaded', 'unknown-model', 'cancelled'])
  const overloaded = new Set(demoModels.filter((model) => model.overloaded).map(({ name }) => name))
  expect(tasks.filter(({ model }) => overloaded.has(model))).toEqual([])
})
