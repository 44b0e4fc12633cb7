import type { ScoreChoice } from '@kansoku/contracts'
import { describe, expect, test } from 'vitest'
import { draftOf, newDraft, toScore, withChoice, withType } from './score-draft.ts'

const tone: ScoreChoice = {
  ...{ id: 'c', name: 'tone', dataType: 'CATEGORICAL', minValue: null, maxValue: null, description: null },
  categories: [
    { label: 'calm', value: 0 },
    { label: 'harsh', value: 1 },
  ],
}

describe('the draft of a score', () => {
  test('begins with the first config where there is one', () => {
    expect(toScore(newDraft([tone]), 'o')).toEqual({
      ...{ observationId: 'o', name: 'tone', dataType: 'CATEGORICAL', configId: 'c', value: 'calm' },
      comment: null,
    })
    expect(toScore(newDraft([]), null)).toBeUndefined()
  })

  test('without a config is named freely', () => {
    const draft = {
      ...withChoice(newDraft([tone]), undefined),
      name: ' care ',
      value: '0.5',
      comment: ' 良い ',
    }
    expect(toScore(draft, null)).toEqual({
      ...{ observationId: null, name: 'care', dataType: 'NUMERIC', configId: null, value: 0.5 },
      comment: '良い',
    })
  })

  test.each(['', ' ', 'much', 'Infinity'])('of a number is not complete with %j', (value) => {
    expect(toScore({ ...newDraft([]), name: 'n', value }, null)).toBeUndefined()
  })

  test('forgets a value of another type, and comes back as it was given', () => {
    expect(withType({ ...newDraft([]), value: '3' }, 'TEXT').value).toBe('')
    const stored = {
      ...{ id: 's', name: 'safe', observationId: null, dataType: 'BOOLEAN', value: 0, stringValue: 'False' },
      ...{ source: 'ANNOTATION', comment: null, configId: null, timestamp: '2026-11-20T10:00:00Z' },
    }
    expect(draftOf(stored)).toMatchObject({ dataType: 'BOOLEAN', value: '0', comment: '' })
  })
})
