import { expect, test } from 'vitest'
import { createIngestion } from '../ingestion.ts'
import { scope } from '../testing/legacy-events.ts'
import { memoryAnalytics } from '../testing/memory-analytics.ts'

/** The agent that a call is stored under, after all that is said of it. */
async function agentOf(...said: readonly object[]): Promise<unknown> {
  const analytics = memoryAnalytics()
  const batch = said.map((body, index) => ({
    id: `e${index}`,
    type: index === 0 ? 'generation-create' : 'generation-update',
    timestamp: `2026-01-01T00:00:0${index}.000Z`,
    body: { id: 'o', traceId: 't', ...body },
  }))
  await createIngestion({ analytics }).ingestEvents(scope, { batch })
  const [row] = analytics.rows('observations').values()
  return row?.coding_agent
}

const tool = (name: string) => ({ type: 'function', function: { name, parameters: {} } })

test('a call is known by its client, by its instructions and by its tools', async () => {
  expect(await agentOf({ metadata: { user_agent: 'Cline/3.82.0' } })).toBe('cline')
  const messages = [{ role: 'system', content: 'You are Roo, a highly skilled software engineer.' }]
  expect(await agentOf({ input: { messages } })).toBe('roo-code')
  const tools = ['run_commands', 'submit_and_exit'].map(tool)
  expect(await agentOf({ input: { messages: [{ role: 'user', content: 'hi' }], tools } })).toBe('cline')
  expect(await agentOf({ input: 'hello', metadata: { user_agent: 'OpenAI/JS 6.49.0' } })).toBe('')
})

test('what is said later counts', async () => {
  expect(await agentOf({ input: 'hello' }, { metadata: { user_agent: 'claude-cli/2.1.330' } })).toBe(
    'claude-code',
  )
})

test('only calls of models are those of agents', async () => {
  const analytics = memoryAnalytics()
  const body = { id: 'o', traceId: 't', metadata: { user_agent: 'Cline/3.82.0' } }
  const batch = [{ id: 'e', type: 'span-create', timestamp: '2026-01-01T00:00:00.000Z', body }]
  await createIngestion({ analytics }).ingestEvents(scope, { batch })
  expect([...analytics.rows('observations').values()]).toMatchObject([{ coding_agent: '' }])
})
