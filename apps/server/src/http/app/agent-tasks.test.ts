import { afterAll, beforeAll, expect, test } from 'vitest'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { signIn } from '../../testing/start-test-server.ts'

let server: ReadServer
let cookie: string
beforeAll(async () => {
  server = await startReadServer()
  cookie = await signIn(server)
  await server.ingest(task)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const system = { role: 'system', content: 'You are Cline, a highly skilled software engineer.' }
const asked = { role: 'user', content: '<task>\nGreet\n</task>' }
const block = '------- SEARCH\nHello\n=======\nこんにちは\n+++++++ REPLACE'
const edit = `<replace_in_file>\n<path>a.txt</path>\n<diff>\n${block}\n</diff>\n</replace_in_file>`
const answer = { role: 'assistant', content: edit }
const done = { role: 'user', content: "[replace_in_file for 'a.txt'] Result:\nThe content was saved." }

const call = (id: string, seconds: number, messages: readonly object[], output: object) => [
  event('trace-create', {
    id: `trace-${id}`,
    timestamp: `2026-11-20T12:00:0${seconds}.000Z`,
    sessionId: 'task 1',
  }),
  event('generation-create', {
    ...{ id, traceId: `trace-${id}`, model: 'gpt-4o' },
    startTime: `2026-11-20T12:00:0${seconds}.000Z`,
    endTime: `2026-11-20T12:00:0${seconds + 1}.000Z`,
    input: { messages },
    output,
    usage: { input: 1000, output: 100, total: 1100 },
  }),
]
const task = [
  ...call('one', 0, [system, asked], answer),
  ...call('two', 3, [system, asked, answer, done], { role: 'assistant', content: 'Done.' }),
]

const project = '/api/app/projects/cline-project'
const day = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z'

async function get(path: string, headers: Record<string, string> = { cookie }) {
  const answered = await server.fetch(`${project}${path}`, { headers })
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted field by field
  return { status: answered.status, body: (await answered.json()) as any }
}

test('tasks are listed by agent', async () => {
  const { status, body } = await get(`/agent-tasks?${day}`)
  expect([status, body.totalItems]).toEqual([200, 1])
  expect(body.rows).toMatchObject([
    { id: 'task 1', agent: 'cline', title: 'Greet', turnCount: 2, failedTurns: 0, keys: [], teams: [] },
  ])
  expect((await get(`/agent-tasks?${day}&agent=cline&agent=codex`)).body.totalItems).toBe(1)
  expect((await get(`/agent-tasks?${day}&agent=codex`)).body.totalItems).toBe(0)
})

test('a task is told turn by turn, and its edits line by line', async () => {
  const { body } = await get('/agent-tasks/task%201')
  expect(body.turns).toMatchObject([
    {
      id: 'one',
      traceId: 'trace-one',
      tools: [{ name: 'replace_in_file', failed: false, paths: ['a.txt'] }],
    },
    { id: 'two', waited: { seconds: 2, on: 'tools' }, tools: [] },
  ])
  expect(body.files).toEqual([
    {
      ...{ path: 'a.txt', reads: 0, added: 1, removed: 1 },
      edits: [{ turn: 0, place: 0, kind: 'edit', added: 1, removed: 1, failed: false }],
    },
  ])
  expect(JSON.stringify(body)).not.toContain('SEARCH')
  expect((await get('/traces/trace-one/observations/one/changes')).body).toEqual({
    changes: [
      {
        ...{ path: 'a.txt', kind: 'edit', movedTo: null },
        hunks: [
          [
            { mark: '-', text: 'Hello' },
            { mark: '+', text: 'こんにちは' },
          ],
        ],
      },
    ],
  })
})

test('what is not there is not found, and nothing is told to strangers', async () => {
  expect((await get('/agent-tasks/none')).status).toBe(404)
  expect((await get('/traces/trace-two/observations/one/changes')).status).toBe(404)
  for (const path of [
    `/agent-tasks?${day}`,
    '/agent-tasks/task%201',
    '/traces/trace-one/observations/one/changes',
  ])
    expect((await get(path, {})).status).toBe(401)
})
