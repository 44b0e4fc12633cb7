import type { ModelReply } from '../models/conversation.ts'

/** One thing that a person asks a coding agent to do, with all that the model and the tools will say. */
export interface DemoTask {
  readonly id: string
  /** Name of the trace. */
  readonly name: string
  readonly user: string
  readonly tags: readonly string[]
  /** Name of a demo model of the gateway. */
  readonly model: string
  readonly environment: string
  readonly firstMessage: string
  readonly steps: readonly DemoStep[]
}

export interface DemoStep {
  readonly reply: ModelReply
  /** What the tools return for the calls of the reply, in their order. */
  readonly toolResults: readonly string[]
}

/** Whether a task is one of an agent; else it is a single question. */
export function usesTools({ steps }: DemoTask): boolean {
  return steps.some(({ reply }) => reply.toolCalls.length > 0)
}

interface StepText {
  readonly reasoning?: string
  readonly text: string
  /** Tool, its input and what it returns; a step may call several. */
  readonly calls?: readonly (readonly [tool: string, input: Record<string, unknown>, result: string])[]
}

/** Turns the texts of a task into steps with ids for the calls. The last step calls `attempt_completion`. */
export function toSteps(taskId: string, texts: readonly StepText[], completion: string): DemoStep[] {
  const last: StepText = {
    text: '',
    calls: [['attempt_completion', { result: completion }, 'The user is satisfied.']],
  }
  return [...texts, last].map(({ reasoning, text, calls = [] }, step) => ({
    reply: {
      ...(reasoning === undefined ? {} : { reasoning }),
      text,
      toolCalls: calls.map(([name, input], index) => ({
        id: `call_${taskId}_${step}_${index}`,
        name,
        input,
      })),
    },
    toolResults: calls.map(([, , result]) => result),
  }))
}
