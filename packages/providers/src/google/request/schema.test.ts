import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toGoogleSchema } from './schema.ts'

test.each([
  [
    'words that Google does not know',
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'string', format: 'uri', examples: ['x'], pattern: '^a' } },
      required: ['a'],
    },
    { type: 'object', properties: { a: { type: 'string', pattern: '^a' } }, required: ['a'] },
  ],
  [
    'a null among types',
    { type: ['string', 'null'], description: 'd' },
    { type: 'string', description: 'd', nullable: true },
  ],
  ['several types', { type: ['string', 'integer'] }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
  [
    'choices',
    { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'number' } }, { type: 'null' }] },
    { nullable: true, anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'number' } }] },
  ],
  ['a constant', { const: 'x' }, { type: 'string', enum: ['x'] }],
  ['numbers are not enumerated', { type: 'integer', enum: [1, 2] }, { type: 'integer' }],
  [
    'limits',
    { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 9 },
    { type: 'integer', minimum: 1, maximum: 8 },
  ],
  ['a list of anything', { type: 'array' }, { type: 'array', items: { type: 'string' } }],
  ['an object of anything', { type: 'object', additionalProperties: {} }, { type: 'object' }],
  [
    'schemas that all hold',
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
        { properties: { b: { type: 'number' } } },
      ],
    },
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, required: ['a'] },
  ],
  [
    'references',
    {
      type: 'object',
      properties: { a: { $ref: '#/$defs/A' } },
      $defs: { A: { type: 'string', enum: ['x', 'y'] } },
    },
    { type: 'object', properties: { a: { type: 'string', enum: ['x', 'y'] } } },
  ],
  [
    'a property that is called like a word',
    { type: 'object', properties: { $schema: { type: 'string' }, const: { type: 'number' } } },
    { type: 'object', properties: { $schema: { type: 'string' }, const: { type: 'number' } } },
  ],
])('%s', (_, schema, expected) => {
  expect(toGoogleSchema(schema)).toEqual(expected)
})

test('a schema that refers to itself ends', () => {
  const tree = {
    $ref: '#/$defs/Node',
    $defs: {
      Node: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/Node' } } } },
    },
  }
  expect(toGoogleSchema(tree)).toEqual({
    type: 'object',
    properties: { children: { type: 'array', items: { type: 'object' } } },
  })
})

test('whatever is given, only words that Google knows come out, and every schema says its type', () => {
  const known = new Set(
    'type title description nullable required minItems maxItems minLength maxLength minProperties maxProperties pattern minimum maximum default propertyOrdering format enum properties items anyOf'.split(
      ' ',
    ),
  )
  const check = (schema: Record<string, unknown>) => {
    for (const name of Object.keys(schema)) expect(known).toContain(name)
    expect(schema.type ?? schema.anyOf).toBeDefined()
    for (const one of Object.values((schema.properties ?? {}) as object)) check(one)
    for (const one of (schema.anyOf ?? []) as Record<string, unknown>[]) check(one)
    if (schema.items) check(schema.items as Record<string, unknown>)
  }
  const { schema } = fc.letrec((tie) => ({
    leaf: fc.record(
      {
        type: fc.constantFrom('string', 'integer', 'null', ['string', 'null'], undefined),
        enum: fc.array(fc.oneof(fc.string(), fc.integer())),
        const: fc.constantFrom('a', 1, null),
        format: fc.string(),
        multipleOf: fc.integer(),
      },
      { requiredKeys: [] },
    ),
    node: fc.record(
      {
        type: fc.constantFrom('object', 'array'),
        properties: fc.dictionary(fc.string(), tie('schema'), { maxKeys: 3 }),
        items: fc.oneof(tie('schema'), fc.array(tie('schema'), { maxLength: 2 }), fc.boolean()),
        anyOf: fc.array(tie('schema'), { maxLength: 3 }),
        allOf: fc.array(tie('schema'), { maxLength: 2 }),
        not: tie('schema'),
      },
      { requiredKeys: [] },
    ),
    schema: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('node')),
  }))
  fc.assert(
    fc.property(schema, (given) => {
      check(toGoogleSchema(given as Record<string, unknown>) as Record<string, unknown>)
    }),
    { numRuns: 200 },
  )
})
