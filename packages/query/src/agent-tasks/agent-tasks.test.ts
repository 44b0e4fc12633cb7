import { expect, test } from 'vitest'
import { type GivenObservation, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getTask } from './get-task.ts'
import { listTasks } from './list-tasks.ts'
import { getTurnChanges } from './turn-changes.ts'

const analytics = useAnalytics()
const start = Date.parse('2026-11-20T10:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const day = { projectId: project, from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' }
const page = { ...day, limit: 50, offset: 0, orderBy: 'lastTrace', order: 'desc' } as const

type Message = Readonly<Record<string, unknown>>

interface Call {
  /** Seconds since the task began. */
  readonly at: number
  readonly seconds: number
  readonly said: readonly Message[]
  readonly answer?: Message
  readonly more?: Partial<GivenObservation>
}

/** A task whose calls are traces of their own, each with the whole conversation, as agents send them. */
async function record(session: string, agent: string, calls: readonly Call[]) {
  const conversation: Message[] = [{ role: 'system', content: 'You are a coding agent.' }]
  const traces = calls.map((call, index) => ({
    id: `${session}-${index}`,
    timestamp: at(call.at),
    session_id: session,
  }))
  const observations = calls.map(({ said, answer, ...call }, index): GivenObservation => {
    conversation.push(...said)
    const input = JSON.stringify({ messages: conversation, tools: [] })
    if (answer) conversation.push(answer)
    return {
      id: `${session}-call-${index}`,
      trace_id: `${session}-${index}`,
      start_time: at(call.at),
      end_time: at(call.at + call.seconds),
      input,
      output: answer ? JSON.stringify(answer) : null,
      coding_agent: agent,
      ...call.more,
    }
  })
  await store(analytics(), { traces, observations })
}

const user = (content: string) => ({ role: 'user', content })
const use = (id: string, name: string, input: object) => ({
  role: 'assistant',
  content: 'I use it.',
  tool_calls: [{ id, type: 'function', function: { name, arguments: JSON.stringify(input) } }],
})
const result = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content })

const edit = { file_path: 'src/a.ts', old_string: 'one\ntwo', new_string: 'one\n2' }

async function recordClaude() {
  await record('claude', 'claude-code', [
    {
      ...{ at: 0, seconds: 2, said: [user('<system-reminder>x</system-reminder>\nFix the bug')] },
      answer: use('c1', 'Read', { file_path: 'src/a.ts' }),
      more: {
        usage_details: { input: 100, cache_creation_input_tokens: 900, output: 10, total: 1010 },
        cost_details: { input: '0.1', cache_creation_input_tokens: '0.2', output: '0.3', total: '0.6' },
        total_cost: '0.6',
      },
    },
    {
      ...{ at: 5, seconds: 1, said: [result('c1', 'one\ntwo')] },
      answer: use('c2', 'Edit', edit),
      more: {
        usage_details: { input: 50, cache_read_input_tokens: 900, output: 20, total: 970 },
        total_cost: '0.1',
      },
    },
    {
      at: 7,
      seconds: 1,
      said: [result('c2', 'Error: no match')],
      more: { level: 'ERROR', status_message: 'Slow' },
    },
    { at: 9, seconds: 1, said: [], answer: use('c3', 'Edit', edit) },
    {
      at: 10,
      seconds: 1,
      said: [result('c3', 'Updated.')],
      answer: { role: 'assistant', content: 'Fixed.' },
    },
    { at: 60, seconds: 1, said: [user('Thanks')], answer: { role: 'assistant', content: 'Welcome.' } },
  ])
}

test('tasks of coding agents are listed, other sessions are not', async () => {
  await recordClaude()
  await record('cline', 'cline', [{ at: 100, seconds: 1, said: [user('<task>\n直して\n</task>')] }])
  await record('chat', '', [{ at: 200, seconds: 1, said: [user('Hello')] }])
  const { tasks, totalItems } = await listTasks(analytics(), page)
  expect(totalItems).toBe(2)
  expect(tasks).toMatchObject([
    { agent: 'cline', title: '直して', turns: 1, failedTurns: 0 },
    {
      agent: 'claude-code',
      title: 'Fix the bug',
      turns: 6,
      failedTurns: 1,
      figures: { name: 'claude', duration: 61 },
    },
  ])
  const of = async (...agents: string[]) =>
    (await listTasks(analytics(), { ...page, agents })).tasks.map(({ figures }) => figures.name)
  expect(await of('cline')).toEqual(['cline'])
  expect(await of('codex')).toEqual([])
})

test('tasks of other projects stay theirs, and so do their keys', async () => {
  await recordClaude()
  await store(analytics(), {
    calls: [
      { started_at: at(0), trace_id: 'claude-0', key_hash: 'k1', team_id: 't1' },
      { started_at: at(5), trace_id: 'claude-1', key_hash: 'k1' },
      { started_at: at(0), trace_id: 'claude-0', key_hash: 'foreign', project_id: 'project-2' },
    ],
  })
  const { tasks } = await listTasks(analytics(), page)
  expect(tasks).toMatchObject([{ keys: ['k1'], teams: ['t1'] }])
  expect((await listTasks(analytics(), { ...page, projectId: 'project-2' })).totalItems).toBe(0)
  expect(await getTask(analytics(), { projectId: 'project-2', sessionId: 'claude' })).toBeUndefined()
})

test('a task tells of each turn what it cost, asked for and waited for', async () => {
  await recordClaude()
  const task = await getTask(analytics(), { projectId: project, sessionId: 'claude' })
  expect(task?.turns.map(({ tools }) => tools)).toMatchObject([
    [{ name: 'Read', failed: false, reads: ['src/a.ts'], changes: [] }],
    [{ name: 'Edit', failed: true, changes: [{ path: 'src/a.ts', kind: 'edit', added: 1, removed: 1 }] }],
    [],
    [{ name: 'Edit', failed: false }],
    [],
    [],
  ])
  const parts = { input: 0.1, cacheRead: 0, cacheWrite: 0.2, output: 0.3, other: 0 }
  expect(task?.turns[0]?.cost).toEqual(parts)
  // A price that nobody broke down.
  expect(task?.turns[1]?.cost).toEqual({ ...parts, input: 0, cacheWrite: 0, output: 0, other: 0.1 })
  expect(task?.turns[3]?.cost).toBeNull()
  expect(task?.turns.map(({ waited }) => waited)).toEqual([
    { seconds: 0, on: 'person' },
    { seconds: 3, on: 'tools' },
    { seconds: 1, on: 'tools' },
    { seconds: 1, on: 'tools' },
    { seconds: 0, on: 'tools' },
    { seconds: 49, on: 'person' },
  ])
  expect(task?.waits).toEqual({ model: 7, tools: 5, person: 49 })
})

test('tools and files of a task are summed; what failed has changed nothing', async () => {
  await recordClaude()
  const task = await getTask(analytics(), { projectId: project, sessionId: 'claude' })
  expect(task?.tools).toEqual([
    { name: 'Edit', uses: 2, failed: 1, seconds: 1, cost: 0.1 },
    { name: 'Read', uses: 1, failed: 0, seconds: 3, cost: 0.6 },
  ])
  expect(task?.files).toEqual([
    {
      ...{ path: 'src/a.ts', reads: 1, added: 1, removed: 1 },
      edits: [
        { turn: 1, place: 0, kind: 'edit', added: 1, removed: 1, failed: true },
        { turn: 3, place: 0, kind: 'edit', added: 1, removed: 1, failed: false },
      ],
    },
  ])
})

test('the lines of an edit are told for its turn', async () => {
  await recordClaude()
  const turn = { projectId: project, traceId: 'claude-3', observationId: 'claude-call-3' }
  expect(await getTurnChanges(analytics(), turn)).toMatchObject([
    {
      path: 'src/a.ts',
      hunks: [
        [
          { mark: ' ', text: 'one' },
          { mark: '-', text: 'two' },
          { mark: '+', text: '2' },
        ],
      ],
    },
  ])
  expect(await getTurnChanges(analytics(), { ...turn, projectId: 'project-2' })).toBeUndefined()
})

test('ids that a provider repeats stand for the latest use before the result', async () => {
  const path = { file_path: 'src/a.ts' }
  await record('repeated', 'cline', [
    { at: 0, seconds: 1, said: [user('Go')], answer: use('call_0', 'Read', path) },
    { at: 2, seconds: 1, said: [result('call_0', 'Error: no file')], answer: use('call_0', 'Grep', path) },
    { at: 4, seconds: 1, said: [result('call_0', 'found')], answer: use('call_0', 'Edit', edit) },
  ])
  const task = await getTask(analytics(), { projectId: project, sessionId: 'repeated' })
  expect(task?.turns.flatMap(({ tools }) => tools.map(({ failed }) => failed))).toEqual([
    true,
    false,
    undefined,
  ])
})

test('a title is not taken from a message that is very long', async () => {
  const said = [user('x'.repeat(300_000)), user('Fix the bug')]
  await record('long', 'cline', [{ at: 0, seconds: 1, said }])
  const task = await getTask(analytics(), { projectId: project, sessionId: 'long' })
  expect(task?.task.title).toBe('Fix the bug')
})

test('turns beyond the most that are shown are counted', async () => {
  const traces = [{ id: 'many', timestamp: at(0), session_id: 'many' }]
  const observations = Array.from({ length: 1_003 }, (_, index) => ({
    ...{ id: `many-${index}`, trace_id: 'many', start_time: at(index), coding_agent: 'cline' },
  }))
  await store(analytics(), { traces, observations })
  const task = await getTask(analytics(), { projectId: project, sessionId: 'many' })
  expect(task?.turns).toHaveLength(1_000)
  expect(task).toMatchObject({ turnsLeftOut: 3, textsLeftOut: 0 })
})

test('long texts are left out and counted, one by one and over the whole task', async () => {
  const answer = (length: number) => ({ role: 'assistant', content: 'x'.repeat(length) })
  const lengths = [5_000_000, ...Array.from({ length: 22 }, () => 3_000_000)]
  const traces = [{ id: 'texts', timestamp: at(0), session_id: 'texts' }]
  const observations = lengths.map((length, index) => ({
    ...{ id: `texts-${index}`, trace_id: 'texts', start_time: at(index), coding_agent: 'cline' },
    output: JSON.stringify(answer(length)),
  }))
  for (const one of observations) await store(analytics(), { observations: [one] })
  await store(analytics(), { traces })
  const task = await getTask(analytics(), { projectId: project, sessionId: 'texts' })
  expect(task?.turns.flatMap(({ row }, turn) => (row.output === null ? [turn] : []))).toEqual([0, 22])
  expect(task).toMatchObject({ turnsLeftOut: 0, textsLeftOut: 2 })
})

test('an agent that speaks XML has its results in what the user says next', async () => {
  const xml = '<write_to_file>\n<path>b.ts</path>\n<content>x</content>\n</write_to_file>'
  await record('cline', 'cline', [
    { at: 0, seconds: 1, said: [user('<task>Write</task>')], answer: { role: 'assistant', content: xml } },
    {
      at: 2,
      seconds: 1,
      said: [user("[write_to_file for 'b.ts'] Result:\nThe user denied this operation.")],
    },
  ])
  const task = await getTask(analytics(), { projectId: project, sessionId: 'cline' })
  expect(task?.turns[0]?.tools).toMatchObject([{ name: 'write_to_file', failed: true }])
})

test('items of the responses API are cut where the model spoke last', async () => {
  await record('codex', 'codex', [
    {
      ...{ at: 0, seconds: 1, said: [{ type: 'message', role: 'user', content: 'Go' }] },
      answer: { type: 'function_call', call_id: 'f1', name: 'shell', arguments: '{"command":["ls"]}' },
    },
    {
      ...{ at: 2, seconds: 1 },
      said: [{ type: 'function_call_output', call_id: 'f1', output: 'exit code 1' }],
      answer: { role: 'assistant', content: 'Done.' },
    },
  ])
  const task = await getTask(analytics(), { projectId: project, sessionId: 'codex' })
  expect(task).toMatchObject({ task: { title: 'Go' } })
  expect(task?.turns[1]?.row.new_messages).toHaveLength(1)
})

test('words that are not kept leave the figures', async () => {
  await store(analytics(), {
    traces: [{ id: 't', timestamp: at(0), session_id: 'secret' }],
    observations: [
      {
        ...{ trace_id: 't', start_time: at(0), coding_agent: 'cline' },
        ...{ input: 'redacted-by-litellm', output: 'redacted-by-litellm' },
      },
    ],
  })
  const task = await getTask(analytics(), { projectId: project, sessionId: 'secret' })
  expect(task).toMatchObject({ task: { title: undefined, turns: 1 }, tools: [], files: [] })
})
