import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { estimateTokens } from '../models/conversation.ts'
import { demoBrain } from './demo-brain.ts'
import { demoTasks } from './demo-tasks.ts'
import { startDemoUpstreams } from './demo-upstreams.ts'
import { demoSystemPrompt } from './system-prompt.ts'
import { demoTools } from './tools.ts'

type Message = OpenAI.ChatCompletionMessageParam

test.each(demoTasks.map((task) => [task.id, task] as const))(
  'task %s plays to its end as a client would drive it',
  async (_, task) => {
    await using upstreams = await startDemoUpstreams({ chunkMs: 0 })
    const client = new OpenAI({ baseURL: upstreams.openAiUrl, apiKey: upstreams.openAiKey, maxRetries: 0 })
    const messages: Message[] = [
      { role: 'system', content: demoSystemPrompt },
      { role: 'user', content: task.firstMessage },
    ]
    const known = demoTools.map((tool) => tool.function.name)
    const called: string[] = []
    for (const step of task.steps) {
      const { choices } = await client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages,
        tools: demoTools,
      })
      const message = choices[0]?.message
      const calls = (message?.tool_calls ?? []).flatMap((call) => ('function' in call ? [call] : []))
      if (message) messages.push(message)
      called.push(...calls.map((call) => call.function.name))
      messages.push(
        ...calls.map(
          (call, index): Message => ({
            role: 'tool',
            tool_call_id: call.id,
            content: step.toolResults[index] ?? '',
          }),
        ),
      )
      expect(calls).toHaveLength(step.toolResults.length)
    }
    expect(called.filter((name) => !known.includes(name))).toEqual([])
    if (called.length > 0) expect(called.at(-1)).toBe('attempt_completion')
  },
)

test('a free question is answered in its language', async () => {
  await using upstreams = await startDemoUpstreams({ chunkMs: 0 })
  const client = new OpenAI({ baseURL: upstreams.openAiUrl, apiKey: upstreams.openAiKey, maxRetries: 0 })
  const ask = async (content: string) =>
    (await client.chat.completions.create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content }] }))
      .choices[0]?.message.content
  expect(await ask('Hello there')).toMatch(/You said: "Hello there"/)
  expect(await ask('元気ですか')).toMatch(/「元気ですか」と受け取りました/)
})

test('a coding agent with a task of its own is told that it is done, in its own way', () => {
  const ask = (system: string, tools: string[]) => {
    const text = '<task>\nFix the bug\n</task>\n<environment_details>…</environment_details>'
    const turns = [{ role: 'user' as const, text, toolCalls: [], toolResults: [] }]
    return demoBrain({ model: 'm', system, turns, tools })
  }
  expect(ask('', ['read_file', 'attempt_completion'])).toMatchObject({
    toolCalls: [{ name: 'attempt_completion', input: { result: expect.stringContaining('"Fix the bug"') } }],
  })
  expect(ask('Use <attempt_completion> at the end.', []).text).toMatch(
    /^<attempt_completion>\n<result>\n.*Fix the bug.*\n<\/result>\n<\/attempt_completion>$/,
  )
})

test('the system prompt is long enough for the prompt caches of the models', () => {
  expect(estimateTokens(demoSystemPrompt)).toBeGreaterThan(1024)
})
