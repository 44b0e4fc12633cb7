import { describe, expect, test } from 'vitest'
import { createIngestion } from '../../ingestion.ts'
import { memoryAnalytics } from '../../testing/memory-analytics.ts'
import { after, type Span, scope, traceId } from '../../testing/send-spans.ts'

describe("Langfuse's attributes", () => {
  test('texts are kept as they are, numbers and objects of metadata are told again', async () => {
    const { first } = await after([
      {
        attributes: {
          'langfuse.observation.type': 'generation',
          'langfuse.observation.input': 'two\nlines "{"',
          'langfuse.observation.metadata.count': '5',
          'langfuse.observation.metadata.real': 7,
          'langfuse.observation.metadata.id': '1983516295378495150',
          'langfuse.observation.metadata.nested': '{"b":1}',
          'langfuse.observation.completion_start_time': '"2027-01-15T08:00:00.500Z"',
          'langfuse.observation.prompt.name': 'greeting',
          'langfuse.observation.prompt.version': 3,
          'langfuse.observation.model.parameters': '{"max_tokens":"1000","stream":true,"stop":["a"]}',
          'langfuse.experiment.id': 'exp',
        },
      },
    ])
    expect(first).toMatchObject({
      input: 'two\nlines "{"',
      metadata: { count: '5', real: '7', id: '"1983516295378495150"', nested: '{"b":1}' },
      completion_start_time: '2027-01-15 08:00:00.500000',
      prompt_name: 'greeting',
      prompt_version: 3,
      model_parameters: '{"max_tokens":"1000","stream":"true","stop":"[\\"a\\"]"}',
    })
  })

  test('only generations link a prompt', async () => {
    const given = { 'langfuse.observation.type': 'span', 'langfuse.observation.prompt.name': 'greeting' }
    expect((await after([{ attributes: given }])).first?.prompt_name).toBeNull()
  })

  test.each<[Span, object]>([
    [{ attributes: { 'langfuse.observation.level': 'warn' } }, { level: 'WARNING', status_message: null }],
    [{ attributes: { 'langfuse.observation.level': 'CRITICAL' } }, { level: 'ERROR' }],
    [{ status: { code: 2, message: 'boom' } }, { level: 'ERROR', status_message: 'boom' }],
    [{ status: { code: 'STATUS_CODE_ERROR' } }, { level: 'ERROR' }],
    [
      { status: { code: 2 }, events: [{ name: 'exception', attributes: { 'exception.message': 'why' } }] },
      { level: 'ERROR', status_message: 'why' },
    ],
    [{ status: { code: 1 } }, { level: 'DEFAULT', status_message: null }],
  ])('%j gives %j', async (span, level) => {
    expect((await after([span])).first).toMatchObject(level)
  })
})

test.each([
  ['7', 7],
  [2 ** 32 - 1, 2 ** 32 - 1],
  [2 ** 32, null],
  [1e300, null],
  [-1, null],
])('the version of a prompt that says %s is %s', async (said, version) => {
  const { first } = await after([
    {
      attributes: {
        'langfuse.observation.type': 'generation',
        'langfuse.observation.prompt.name': 'greeting',
        'langfuse.observation.prompt.version': said,
      },
    },
  ])
  expect(first).toMatchObject({ prompt_name: 'greeting', prompt_version: version })
})

describe('a trace', () => {
  test('may be told by any span, the deepest included', async () => {
    const { trace, observations } = await after([
      {
        name: 'root',
        spanId: '00000000000000aa',
        attributes: { 'langfuse.observation.input': '1', 'langfuse.observation.output': '2' },
      },
      {
        parentSpanId: '00000000000000aa',
        attributes: {
          'langfuse.trace.name': 'named below',
          'user.id': 'u',
          'session.id': 's',
          'langfuse.trace.tags': 'b, a',
          'langfuse.trace.public': true,
          'langfuse.trace.metadata.k': '{"v":1}',
          'langfuse.trace.output': 'stated',
          'langfuse.version': 'v',
          'langfuse.environment': 'langfuse-dev',
        },
      },
      { parentSpanId: '00000000000000aa', attributes: { 'langfuse.trace.public': false } },
    ])
    expect(trace).toMatchObject({
      name: 'named below',
      user_id: 'u',
      session_id: 's',
      tags: ['a', 'b'],
      public: true,
      metadata: { k: '{"v":1}' },
      input: '1',
      output: 'stated',
      version: 'v',
      environment: 'dev',
    })
    expect(observations).toHaveLength(3)
  })

  test.each([
    ['2026', ['2026']],
    ['true', ['true']],
    ['["b",1]', ['1', 'b']],
    ['null', []],
    ['{}', []],
  ])('has for the tags %s these: %j', async (text, tags) => {
    const { trace } = await after([{ attributes: { 'langfuse.trace.tags': text } }])
    expect(trace?.tags).toEqual(tags)
  })

  test('takes name, input and output of its root otherwise', async () => {
    const { trace } = await after([
      { name: 'root', spanId: '00000000000000aa', attributes: { 'langfuse.observation.output': 'done' } },
      {
        name: 'child',
        parentSpanId: '00000000000000aa',
        attributes: { 'langfuse.observation.output': 'no' },
      },
    ])
    expect(trace).toMatchObject({ name: 'root', output: 'done', input: null })
  })

  test('exists when only a child of a remote parent arrived', async () => {
    const { trace, first } = await after([
      { parentSpanId: '00000000000000aa', attributes: { 'langfuse.observation.output': 'x' } },
    ])
    expect(trace).toMatchObject({ id: traceId, name: null, output: null })
    expect(first?.parent_observation_id).toBe('00000000000000aa')
  })

  test('takes the first span of an application for want of a root, and never before it', async () => {
    const entry = {
      name: 'entry',
      parentSpanId: '00000000000000aa',
      attributes: { 'langfuse.internal.is_app_root': true, 'langfuse.observation.output': 'of the part' },
    }
    expect((await after([entry])).trace).toMatchObject({ name: 'entry', output: 'of the part' })
    const root = {
      name: 'root',
      spanId: '00000000000000aa',
      attributes: { 'langfuse.observation.output': 'whole' },
    }
    expect((await after([root, entry])).trace).toMatchObject({ name: 'root', output: 'whole' })
  })

  test('a span may be made a root', async () => {
    const { trace, first } = await after([
      { name: 'made', parentSpanId: '00000000000000aa', attributes: { 'langfuse.internal.as_root': true } },
    ])
    expect(trace?.name).toBe('made')
    expect(first?.parent_observation_id).toBeNull()
  })
})

describe('a request with unusable ids', () => {
  const send = (spans: readonly object[]) =>
    createIngestion({ analytics: memoryAnalytics() }).ingestSpans(scope, {
      encoding: 'json',
      body: Buffer.from(
        JSON.stringify({ resourceSpans: [{ scopeSpans: [{ scope: { name: 'mine' }, spans }] }] }),
      ),
    })

  test('is refused as a whole, with the count, the reason and the scope', async () => {
    await expect(send([{ spanId: '01' }, { spanId: '02' }])).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringMatching(/2 of 2 span\(s\).*traceId:absent.*"mine"/),
    })
    await expect(
      send([
        { traceId, spanId: '01' },
        { traceId, spanId: 'xyz' },
      ]),
    ).rejects.toThrow(/1 of 2 span\(s\).*spanId:invalid/)
  })
})
