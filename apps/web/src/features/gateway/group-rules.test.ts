import { expect, test } from 'vitest'
import { groupRules } from './group-rules.ts'

test('what is said of several models is said once, each kind by itself', () => {
  const rules = [
    { kind: 'general', model: 'a', targets: ['x', 'y'] },
    { kind: 'general', model: 'b', targets: [] },
    { kind: 'contextWindow', model: 'b', targets: [] },
    { kind: 'general', model: 'c', targets: ['x', 'y'] },
    { kind: 'byDefault', model: null, targets: ['x', 'y'] },
  ] as const
  expect(groupRules(rules.map((rule) => ({ ...rule, targets: [...rule.targets] })))).toEqual([
    { kind: 'general', models: ['a', 'c'], targets: ['x', 'y'] },
    { kind: 'general', models: ['b'], targets: [] },
    { kind: 'contextWindow', models: ['b'], targets: [] },
    { kind: 'byDefault', models: [null], targets: ['x', 'y'] },
  ])
})
