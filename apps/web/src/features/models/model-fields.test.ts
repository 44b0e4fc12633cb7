import { expect, test } from 'vitest'
import { modelChangesOf, modelWishesOf, noModelFields } from './model-fields.ts'

const stored = { ...noModelFields, name: 'fast', model: 'bedrock/nova', region: 'us-east-1' }

test('what is left empty of a new model is not set', () => {
  expect(modelWishesOf({ ...stored, apiKey: ' sk-1 ', region: ' ' })).toEqual({
    name: 'fast',
    model: 'bedrock/nova',
    region: null,
    apiBase: null,
    apiVersion: null,
    apiKey: 'sk-1',
  })
})

test('of a model that is changed only what differs is sent, and hidden settings stay', () => {
  expect(modelChangesOf({ ...stored, name: 'faster ' }, stored)).toEqual({ name: 'faster' })
  expect(modelChangesOf({ ...stored, region: '', apiKey: 'sk-2' }, stored)).toEqual({
    region: null,
    apiKey: 'sk-2',
  })
})
