import { createHash } from 'node:crypto'
import {
  type DemoStep,
  type DemoTask,
  demoSystemPrompt,
  demoTasks,
  demoTools,
  usesTools,
} from '@kansoku/emulators'

export const stagedKey = 'sk-staged-sato-laptop'
export const keyHash = createHash('sha256').update(stagedKey).digest('hex')

const rounds = 4
const minute = 60_000

interface Delivery {
  readonly events: readonly object[]
  readonly calls: readonly object[]
}

/** The tasks of the demo as a gateway tells them: some rounds of them over the hours before an instant. */
export function stagedCalls(before: number, key: string): Delivery {
  const played = Array.from({ length: rounds * demoTasks.length }, (_, index) => {
    const task = demoTasks[index % demoTasks.length]
    return task ? [tell(task, index, before - (index * 13 + 15) * minute, key)] : []
  }).flat()
  return { events: played.flatMap(({ events }) => events), calls: played.flatMap(({ calls }) => calls) }
}

/** Whoever has its address may read it. */
export const sharedTrace = 'trace-2'

function tell(task: DemoTask, index: number, startedAt: number, key: string): Delivery {
  const traceId = `trace-${index}`
  const question = { role: 'user', content: `<task>\n${task.firstMessage}\n</task>` }
  const messages: object[] = usesTools(task)
    ? [{ role: 'system', content: demoSystemPrompt }, question]
    : [{ role: 'user', content: task.firstMessage }]
  const told: { events: object[]; calls: object[] } = { events: [], calls: [] }
  let output: object = {}
  for (const [step, said] of task.steps.entries()) {
    output = answerOf(said)
    const call = {
      task,
      index,
      step,
      traceId,
      key,
      at: startedAt + step * 20_000,
      input: [...messages],
      output,
    }
    told.events.push(generationOf(call))
    told.calls.push(lineOf(call))
    messages.push(output, ...said.toolResults.map((content, at) => resultOf(said, at, content)))
  }
  const { name, user: userId, environment, tags } = task
  const trace = {
    ...{
      id: traceId,
      name,
      userId,
      environment,
      tags,
      sessionId: `session-${index}`,
      input: { messages: [question] },
    },
    ...{ output, timestamp: instant(startedAt), metadata: { user_agent: 'Cline/3.30.0' } },
    public: traceId === sharedTrace,
  }
  told.events.unshift(event(`${traceId}-event`, 'trace-create', startedAt, trace))
  return told
}

const instant = (time: number) => new Date(time).toISOString()

const event = (id: string, type: string, at: number, body: object) => ({
  id,
  type,
  timestamp: instant(at),
  body,
})

function answerOf({ reply }: DemoStep): object {
  const calls = reply.toolCalls.map(({ id, name, input }) => ({
    ...{ id, type: 'function' },
    function: { name, arguments: JSON.stringify(input) },
  }))
  return { role: 'assistant', content: reply.text, ...(calls.length > 0 ? { tool_calls: calls } : {}) }
}

const resultOf = ({ reply }: DemoStep, at: number, content: string) => ({
  ...{ role: 'tool', content },
  tool_call_id: reply.toolCalls[at]?.id ?? '',
})

interface StagedCall {
  readonly task: DemoTask
  readonly index: number
  readonly step: number
  readonly traceId: string
  readonly key: string
  readonly at: number
  readonly input: readonly object[]
  readonly output: object
}

/** Each twentieth call fails. */
const fails = ({ index, step }: StagedCall) => (index * 7 + step) % 20 === 9
const idOf = ({ index, step }: StagedCall) => `call-${index}-${step}`
const endOf = ({ at, step, index }: StagedCall) => at + 1500 + ((step * 700 + index * 430) % 9000)
const usageOf = ({ step, index }: StagedCall) => ({
  input: 1200 + step * 640 + index * 15,
  output: 180 + step * 40,
})

function generationOf(call: StagedCall): object {
  const { task, traceId, at, input, output } = call
  const failed = fails(call)
  const body = {
    ...{
      id: idOf(call),
      traceId,
      name: 'litellm-acompletion',
      model: task.model,
      environment: task.environment,
    },
    ...{ startTime: instant(at), completionStartTime: instant(at + 800), endTime: instant(endOf(call)) },
    ...{
      input: { messages: input, tools: demoTools },
      modelParameters: { temperature: 0, max_tokens: 8192 },
    },
    metadata: { call_type: 'acompletion', model_group: task.model, aws_region_name: 'us-east-1' },
    ...(failed
      ? { level: 'ERROR', statusMessage: 'ThrottlingException: Too many requests, please wait.' }
      : { output, usageDetails: usageOf(call), costDetails: costOf(call) }),
  }
  return event(`${idOf(call)}-event`, 'generation-create', at, body)
}

function costOf(call: StagedCall) {
  const usage = usageOf(call)
  const [input, output] = [usage.input * 3e-6, usage.output * 15e-6]
  return { input, output, total: input + output }
}

/** The line of the ledger. */
function lineOf(call: StagedCall): object {
  const { task, traceId, key, at, index, step } = call
  const failed = fails(call)
  const number = String(index * 100 + step).padStart(12, '0')
  return {
    ...{ id: `00000000-0000-4000-8000-${number}`, traceId, observationId: idOf(call), callId: idOf(call) },
    ...{
      callType: 'acompletion',
      startedAt: instant(at),
      answeredAt: instant(at + 800),
      endedAt: instant(endOf(call)),
    },
    ...{ key, team: 'web', endUser: task.user, tags: [...task.tags], modelGroup: task.model },
    ...{ model: task.model, deployment: `${task.model}-1`, provider: 'bedrock' },
    ...(failed
      ? { errorClass: 'RateLimitError' }
      : { usageDetails: usageOf(call), costDetails: costOf(call) }),
    status: failed ? 'failure' : 'success',
  }
}
