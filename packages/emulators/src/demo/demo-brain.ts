import type { Conversation, ModelBrain, ModelReply } from '../models/conversation.ts'
import { demoTasks } from './demo-tasks.ts'

/**
 * Plays the demo tasks: the first message tells which one, the number of answers so far which step. Anything else
 * gets a short answer in the language of the question, so that a first `curl` works too.
 */
export const demoBrain: ModelBrain = (conversation) => {
  const first = conversation.turns.find((turn) => turn.role === 'user')?.text ?? ''
  const task = demoTasks.find((candidate) => first.includes(candidate.firstMessage))
  const step = conversation.turns.filter((turn) => turn.role === 'assistant').length
  return task?.steps[step]?.reply ?? freeReply(conversation)
}

const XML_COMPLETION = '<attempt_completion>'

/** A coding agent goes on asking until it is told that the task is done, in the way that it offers. */
function freeReply(conversation: Conversation): ModelReply {
  const text = freeText(conversation)
  if (conversation.tools.includes('attempt_completion')) {
    const id = `call_done_${conversation.turns.length}`
    return { text: '', toolCalls: [{ id, name: 'attempt_completion', input: { result: text } }] }
  }
  if (conversation.tools.length === 0 && conversation.system.includes(XML_COMPLETION)) {
    return { text: `${XML_COMPLETION}\n<result>\n${text}\n</result>\n</attempt_completion>`, toolCalls: [] }
  }
  return { text, toolCalls: [] }
}

function freeText({ model, turns }: Conversation): string {
  const question = turns.findLast((turn) => turn.role === 'user')?.text.trim() ?? ''
  const quote = [...withoutTags(question)].slice(0, 60).join('')
  return /[\u3040-\u30ff\u4e00-\u9fff]/.test(question)
    ? `こんにちは。これはデモ用モデル(${model})の返答です。「${quote}」と受け取りました。実際のモデルを使うには config.yaml に登録してください。`
    : `Hello! This is the demo model for ${model}. You said: "${quote}". Add a real model to config.yaml to get real answers.`
}

/** Agents wrap what the user wrote (`<task>…</task>`) and add what they know of the machine. */
function withoutTags(question: string): string {
  const task = /<(task|user_message|feedback)>\s*([\s\S]*?)\s*<\/\1>/.exec(question)
  return task?.[2] ?? question
}
