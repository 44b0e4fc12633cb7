import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Conversation, ModelBrain, ModelReply } from '@kansoku/emulators'

/** What the file holds when the task is done, and what it held before its edit. */
export const content = 'こんにちは、観測。\nさようなら。\n'
const draft = 'こんにちは、世界。\nさようなら。\n'
export const edit = { before: 'こんにちは、世界。', after: 'こんにちは、観測。' } as const

export function promptFor(file: string): string {
  return `Write the file ${file} with a greeting in it.`
}

/**
 * A model that writes the file that the user names, changes a line of it and then says that it is done, with whatever
 * tools its agent has: functions, or XML in the text. Titles and the like, for which agents ask beside the task, get a
 * word.
 */
export function createFileTask(project: string): ModelBrain {
  return (conversation) => {
    const said = conversation.turns.map(({ text }) => text).join('\n')
    const [, file] = /Write the file (\S+) with a greeting/.exec(said) ?? []
    if (file === undefined) return { text: 'Greeting', toolCalls: [] }
    const path = join(project, file)
    const steps = [write, change, done]
    return (steps[usesOfTools(conversation)] ?? done)(conversation, path)
  }
}

/** Answers so far that asked for a tool. */
function usesOfTools({ turns }: Conversation): number {
  return turns.filter(({ role, text, toolCalls }) => {
    return role === 'assistant' && (toolCalls.length > 0 || /<(write_to|replace_in)_file>/.test(text))
  }).length
}

function call(name: string, input: Readonly<Record<string, unknown>>): ModelReply {
  return { text: `I use ${name}.`, toolCalls: [{ id: `call_${randomUUID()}`, name, input }] }
}

function write({ tools }: Conversation, path: string): ModelReply {
  if (tools.includes('Write')) return call('Write', { file_path: path, content: draft })
  if (tools.includes('editor'))
    return call('editor', { command: 'create', path, new_text: draft, old_text: null, insert_line: null })
  return xml('write_to_file', path, `<content>${draft}</content>`)
}

function change({ tools }: Conversation, path: string): ModelReply {
  const { before, after } = edit
  if (tools.includes('Edit'))
    return call('Edit', { file_path: path, old_string: before, new_string: after, replace_all: false })
  if (tools.includes('editor'))
    return call('editor', { command: 'edit', path, old_text: before, new_text: after, insert_line: null })
  const block = `------- SEARCH\n${before}\n=======\n${after}\n+++++++ REPLACE`
  return xml('replace_in_file', path, `<diff>\n${block}\n</diff>`)
}

function xml(tool: string, path: string, field: string): ModelReply {
  return { text: `I use ${tool}.\n\n<${tool}>\n<path>${path}</path>\n${field}\n</${tool}>`, toolCalls: [] }
}

function done({ tools }: Conversation): ModelReply {
  const text = 'The greeting is written.'
  if (tools.length > 0) return { text, toolCalls: [] }
  return { text: `<attempt_completion>\n<result>\n${text}\n</result>\n</attempt_completion>`, toolCalls: [] }
}
