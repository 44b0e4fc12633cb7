import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Conversation, ModelBrain, ModelReply } from '@kansoku/emulators'

export const content = 'こんにちは、観測。\n'

export function promptFor(file: string): string {
  return `Write the file ${file} with a greeting in it.`
}

/**
 * A model that writes the file that the user names and then says that it is done, with whatever tools its agent has:
 * functions, or XML in the text. Titles and the like, for which agents ask beside the task, get a word.
 */
export function createFileTask(project: string): ModelBrain {
  return (conversation) => {
    const said = conversation.turns.map(({ text }) => text).join('\n')
    const [, file] = /Write the file (\S+) with a greeting/.exec(said) ?? []
    if (file === undefined) return { text: 'Greeting', toolCalls: [] }
    return isWritten(conversation) ? done(conversation) : write(conversation, join(project, file))
  }
}

function isWritten({ turns }: Conversation): boolean {
  return turns.some(({ role, text, toolCalls }) => {
    return role === 'assistant' && (toolCalls.length > 0 || text.includes('<write_to_file>'))
  })
}

function write({ tools }: Conversation, path: string): ModelReply {
  const call = (name: string, input: Readonly<Record<string, unknown>>): ModelReply => {
    return { text: 'I write the file.', toolCalls: [{ id: `call_${randomUUID()}`, name, input }] }
  }
  if (tools.includes('Write')) return call('Write', { file_path: path, content })
  if (tools.includes('editor'))
    return call('editor', { command: 'create', path, new_text: content, old_text: null, insert_line: null })
  return {
    text: `<write_to_file>\n<path>${path}</path>\n<content>${content}</content>\n</write_to_file>`,
    toolCalls: [],
  }
}

function done({ tools }: Conversation): ModelReply {
  const text = 'The greeting is written.'
  if (tools.length > 0) return { text, toolCalls: [] }
  return { text: `<attempt_completion>\n<result>\n${text}\n</result>\n</attempt_completion>`, toolCalls: [] }
}
