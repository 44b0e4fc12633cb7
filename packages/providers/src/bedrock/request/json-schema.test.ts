import { expect, test } from 'vitest'
import { toInputSchema, toNovaSchema } from './json-schema.ts'

test('the top is an object, whatever was given', () => {
  expect(toInputSchema(undefined)).toEqual({ type: 'object', properties: {} })
  expect(toInputSchema({ $schema: 'x', type: 'string' })).toEqual({ type: 'object', properties: {} })
})

test('local references are written out, with what stands beside them', () => {
  const schema = {
    type: 'object',
    properties: {
      home: { $ref: '#/$defs/Address', description: 'where' },
      rest: { items: [{ $ref: '#/$defs/Zip' }] },
    },
    $defs: {
      Address: { type: 'object', properties: { zip: { $ref: '#/$defs/Zip' } } },
      Zip: { type: 'string' },
    },
  }
  const zip = { type: 'string' }
  expect(toInputSchema(schema)).toEqual({
    type: 'object',
    properties: {
      home: { type: 'object', properties: { zip }, description: 'where' },
      rest: { items: [zip] },
    },
  })
})

test('a schema that holds itself ends in an open object; an unknown reference allows anything', () => {
  const tree = {
    type: 'object',
    properties: { root: { $ref: '#/definitions/Node' }, odd: { $ref: '#/definitions/Missing' } },
    definitions: { Node: { type: 'object', properties: { child: { $ref: '#/definitions/Node' } } } },
  }
  expect(toInputSchema(tree).properties).toEqual({
    root: { type: 'object', properties: { child: { type: 'object' } } },
    odd: {},
  })
})

test('a property may be called $defs', () => {
  const properties = { $defs: { type: 'string' }, definitions: { $ref: '#/$defs/A' } }
  expect(toInputSchema({ type: 'object', properties, $defs: { A: { type: 'number' } } })).toEqual({
    type: 'object',
    properties: { $defs: { type: 'string' }, definitions: { type: 'number' } },
  })
})

test('Nova sees type, properties and required only', () => {
  const schema = {
    type: 'object',
    properties: { a: {} },
    required: ['a'],
    additionalProperties: false,
    title: 'T',
  }
  expect(toNovaSchema(schema)).toEqual({ type: 'object', properties: { a: {} }, required: ['a'] })
})
