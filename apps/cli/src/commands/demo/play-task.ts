import { setTimeout as delay } from 'node:timers/promises'
import { demoSystemPrompt, demoTools, usesTools } from '@kansoku/emulators'
import { Failure } from '../../failure.ts'
import { type ChatAnswer, chat, type GatewayAddress, streamChat } from './chat.ts'
import type { PlannedTask } from './plan.ts'
import type { Tally } from './tally.ts'

/**
 * Plays one task as a coding agent does: a system prompt marked for caching, an answer with tool calls, the results
 * of the tools, the next answer, until the model says that it is done. A task without tools is a single question.
 */
export async function playTask(
  gateway: GatewayAddress,
  planned: PlannedTask,
  tally: Tally,
  onCall: (calls: number) => void,
): Promise<number> {
  const { task, model } = planned
  const common = { model, temperature: 0, metadata: metadataOf(planned) }
  if (!usesTools(task)) {
    const messages = [{ role: 'user', content: task.firstMessage }]
    take(await chat(gateway, { ...common, messages }), tally)
    onCall(1)
    return 1
  }
  const messages: object[] = [
    { role: 'system', content: [cached(demoSystemPrompt)] },
    { role: 'user', content: [{ type: 'text', text: `<task>\n${task.firstMessage}\n</task>` }] },
  ]
  let calls = 0
  for (const [index, step] of task.steps.entries()) {
    const answer = take(
      await streamChat(gateway, { ...common, messages, tools: demoTools, max_tokens: 8192 }),
      tally,
    )
    onCall(++calls)
    if (answer.toolCalls.length === 0) break
    messages.push(assistantTurn(answer), ...toolTurns(answer, step.toolResults))
    if (index < task.steps.length - 1) await delay(planned.pauses[index] ?? 0)
  }
  return calls
}

/** Kansoku and LiteLLM read these fields of a request as the trace that it belongs to. */
function metadataOf({ task, traceId, sessionId, user }: PlannedTask): object {
  return {
    trace_id: traceId,
    trace_name: task.name,
    trace_user_id: user,
    session_id: sessionId,
    trace_environment: task.environment,
    tags: ['demo', ...task.tags],
  }
}

function cached(text: string): object {
  return { type: 'text', text, cache_control: { type: 'ephemeral' } }
}

function assistantTurn({ content, toolCalls }: ChatAnswer): object {
  return {
    role: 'assistant',
    content: content === '' ? null : content,
    tool_calls: toolCalls.map(({ id, name, arguments: text }) => ({
      id,
      type: 'function',
      function: { name, arguments: text },
    })),
  }
}

function toolTurns({ toolCalls }: ChatAnswer, results: readonly string[]): object[] {
  return toolCalls.map(({ id }, index) => ({
    role: 'tool',
    tool_call_id: id,
    content: results[index] ?? '',
  }))
}

function take(answer: ChatAnswer, tally: Tally): ChatAnswer {
  tally.add(answer)
  if (answer.error === undefined) return answer
  throw new Failure('demo.refused', { status: answer.status, reason: answer.error })
}
