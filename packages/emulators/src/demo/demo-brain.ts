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

function freeReply({ model, turns }: Conversation): ModelReply {
  const question = turns.findLast((turn) => turn.role === 'user')?.text.trim() ?? ''
  const quote = [...question].slice(0, 60).join('')
  const text = /[\u3040-\u30ff\u4e00-\u9fff]/.test(question)
    ? `こんにちは。これはデモ用モデル(${model})の返答です。「${quote}」と受け取りました。実際のモデルを使うには config.yaml に登録してください。`
    : `Hello! This is the demo model for ${model}. You said: "${quote}". Add a real model to config.yaml to get real answers.`
  return { text, toolCalls: [] }
}
