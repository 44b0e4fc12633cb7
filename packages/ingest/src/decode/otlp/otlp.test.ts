import { describe, expect, test } from 'vitest'
import { readAttributes } from './attributes.ts'
import { integerOf, microsOfNanos } from './numbers.ts'
import { parseOtlpRequest } from './parse-request.ts'
import { readId } from './span-id.ts'

const json = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))

describe('ids', () => {
  test.each([
    ['08DE170CC65379488F0A90838A9BDB87', '08de170cc65379488f0a90838a9bdb87'],
    [{ type: 'Buffer', data: [1, 171, 0, 255] }, '01ab00ff'],
    [[1, 171], '01ab'],
    [Uint8Array.from([9, 16]), '0910'],
  ])('%j is %s', (value, id) => {
    expect(readId(value)).toEqual({ id })
  })

  test.each([
    [undefined, 'absent'],
    ['', 'absent'],
    [new Uint8Array(), 'absent'],
    ['not hex', 'invalid'],
    ['0000', 'invalid'],
    [7, 'invalid'],
    [{}, 'invalid'],
  ])('%j is %s', (value, fault) => {
    expect(readId(value)).toEqual({ fault })
  })
})

describe('64-bit integers', () => {
  test.each([
    ['1795418148802054311', 1795418148802054],
    [1795418148802000000, 1795418148802000],
    ['0', null],
    [undefined, null],
    ['soon', null],
  ])('%j nanoseconds are %d microseconds', (value, micros) => {
    expect(microsOfNanos(value)).toBe(micros)
  })

  test('halves and text of one number are the same', () => {
    const nanos = 1795418148802054311n
    const halves = { low: Number(BigInt.asIntN(32, nanos)), high: Number(nanos >> 32n), unsigned: true }
    expect(microsOfNanos(halves)).toBe(1795418148802054)
  })

  test('attributes keep integers that a number cannot hold', () => {
    expect(integerOf('42')).toBe(42)
    expect(integerOf({ low: -5, high: -1 })).toBe(-5)
    expect(integerOf('9007199254740993')).toBe('9007199254740993')
    expect(integerOf({ low: 1, high: 2 ** 30 })).toBe('4611686018427387905')
  })
})

test('attribute values of every type', () => {
  const attributes = readAttributes([
    { key: 's', value: { stringValue: '' } },
    { key: 'b', value: { boolValue: false } },
    { key: 'i', value: { intValue: '7' } },
    { key: 'd', value: { doubleValue: 0.5 } },
    { key: 'a', value: { arrayValue: { values: [{ stringValue: 'x' }, { intValue: 1 }] } } },
    {
      key: 'm',
      value: { kvlistValue: { values: [{ key: '__proto__', value: { stringValue: 'own' } }, { key: 'n' }] } },
    },
    { key: 'bytes', value: { bytesValue: Uint8Array.from([1, 2]) } },
    { key: 'none', value: {} },
    { key: 's', value: { stringValue: 'last' } },
  ])
  expect(Object.fromEntries(attributes)).toMatchObject({
    s: 'last',
    b: false,
    i: 7,
    d: 0.5,
    a: ['x', 1],
    bytes: 'AQI=',
    none: null,
  })
  expect(JSON.stringify(attributes.get('m'))).toBe('{"__proto__":"own","n":null}')
})

test('nulls within attribute values are nulls', () => {
  const { resourceSpans } = parseOtlpRequest(
    'json',
    json({
      resourceSpans: [
        {
          resource: {
            attributes: [
              { key: 'list', value: { arrayValue: { values: [null, { stringValue: 'x' }] } } },
              { key: 'map', value: { kvlistValue: { values: [null, { key: 'k', value: null }] } } },
            ],
          },
        },
      ],
    }),
  )
  const attributes = readAttributes(resourceSpans?.[0]?.resource?.attributes)
  expect(Object.fromEntries(attributes)).toEqual({ list: [null, 'x'], map: { k: null } })
})

describe('bodies', () => {
  test('without resourceSpans are empty requests', () => {
    expect(parseOtlpRequest('json', json({}))).toEqual({})
    expect(parseOtlpRequest('protobuf', new Uint8Array()).resourceSpans).toEqual([])
  })

  test.each([
    ['{"resourceSpans":', 'Failed to parse OTel JSON Trace'],
    [[1], 'not a JSON object'],
    ['"text"', 'not a JSON object'],
    [{ resourceSpans: {} }, 'resourceSpans:not_an_array'],
    [{ resourceSpans: [{ scopeSpans: {} }] }, 'scopeSpans:not_an_array'],
    [{ resourceSpans: [{ scopeSpans: [{ spans: [{ attributes: {} }] }] }] }, 'attributes:not_an_array'],
    [{ resourceSpans: [{ resource: { attributes: 'x' } }] }, 'attributes:not_an_array'],
    [{ resourceSpans: [{ scopeSpans: [{ scope: { name: 5 } }] }] }, 'scope.name:not_a_string'],
    [{ resourceSpans: [{ scopeSpans: [{ spans: [{ name: 5 }] }] }] }, 'name:not_a_string'],
    [
      { resourceSpans: [{ scopeSpans: [{ spans: [{ status: { message: 5 } }] }] }] },
      'status.message:not_a_string',
    ],
    [{ resourceLogs: [] }, 'resourceLogs'],
  ])('%j is refused and told: %s', (body, message) => {
    expect(() => parseOtlpRequest('json', json(body))).toThrow(message)
  })

  test('that are no protobuf are refused', () => {
    expect(() => parseOtlpRequest('protobuf', json('{"resourceSpans":[]}'))).toThrow(
      'Failed to parse OTel Protobuf Trace',
    )
  })

  test('with groups nested without end are refused, not followed', () => {
    const nested = Buffer.alloc(100_000, 0x0b)
    expect(() => parseOtlpRequest('protobuf', nested)).toThrow('Failed to parse OTel Protobuf Trace')
  })
})
