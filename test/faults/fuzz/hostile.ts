import fc from 'fast-check'

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

/** JSON texts of values that senders with a fault have sent, or that somebody would send on purpose. */
export const hostileValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.json() },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => JSON.stringify(text)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        'null',
        'true',
        '0',
        '-1',
        '-0',
        '1e400',
        '-1e400',
        '1e-400',
        '9007199254740993',
        '123456789012345678901',
      ],
      ...[
        '""',
        '" "',
        '"\\u0000"',
        '"\\ud800"',
        '"\\udfff x"',
        '"a\\r\\nb"',
        '"天気\\u3000"',
        '"__proto__"',
        '"NaN"',
      ],
      ...['"0001-01-01T00:00:00Z"', '"9999-12-31T23:59:59.999Z"', '"2026-02-30T00:00:00Z"', '"1970-01-01"'],
      ...[
        '{}',
        '[]',
        '{"a":1,"a":2}',
        '{"__proto__":{"x":1}}',
        '{"constructor":{"prototype":{}}}',
        '{"":""}',
      ],
      ...[
        '{"input":-5,"output":1e300}',
        '{"total":"12"}',
        '{"input":{"a":1}}',
        '[{"role":"user","content":null}]',
      ],
      deep(50),
      deep(1_000),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(deep(10_000), `"${'x'.repeat(100_000)}"`, manyKeys(2_000)) },
)

function manyKeys(count: number): string {
  return `{${Array.from({ length: count }, (_, index) => `"k${index}":${index}`).join(',')}}`
}

/** Texts that are rarely what an id should be. */
export const hostileId: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.uuid().map((id) => JSON.stringify(id)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        '""',
        'null',
        '7',
        '"\\u0000"',
        '"\\ud800"',
        '"a/b?c#d%"',
        '"..."',
        '"deleted~1"',
        '"a\\rb"',
        '"\'; DROP"',
      ],
      `"${'i'.repeat(800)}"`,
      `"${'i'.repeat(801)}"`,
    ),
  },
)

/** A JSON object with some of the keys, the required ones nearly always, each with its own or a hostile value. */
export function hostileObject(
  fields: Readonly<Record<string, fc.Arbitrary<string>>>,
  required: readonly string[] = [],
): fc.Arbitrary<string> {
  const entries = Object.entries(fields).map(([key, usual]) =>
    fc.option(
      fc
        .oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: hostileValue })
        .map((value) => `${JSON.stringify(key)}:${value}`),
      { freq: required.includes(key) ? 100 : 2, nil: '' },
    ),
  )
  return fc.tuple(...entries).map((parts) => `{${parts.filter(Boolean).join(',')}}`)
}

/** A body cut off, with bytes changed, or of bytes alone. */
export function damaged(body: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.tuple(body, fc.double({ min: 0, max: 1, noNaN: true })).map(([text, share]) => {
      const bytes = Buffer.from(text)
      return new Uint8Array(bytes.subarray(0, Math.floor(bytes.length * share)))
    }),
    fc
      .tuple(body, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }))
      .map(([text, changes]) => {
        const bytes = new Uint8Array(Buffer.from(text))
        for (const [at, value] of changes) bytes[at % Math.max(1, bytes.length)] = value
        return bytes
      }),
  )
}
