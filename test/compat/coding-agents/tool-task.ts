import { randomUUID } from 'node:crypto'
import type { Conversation, ModelBrain, ModelReply } from '@kansoku/emulators'

/** A question that takes a tool of an MCP server to answer. */
export interface ToolQuestion {
  readonly prompt: string
  /** The server's name in the agent's settings. */
  readonly server: string
  readonly tool: string
  readonly input: Readonly<Record<string, unknown>>
}

/**
 * A model that calls the tool of the question that it is asked, and answers with what the tool said. Titles and the like,
 * for which agents ask beside the task, get a word.
 */
export function createToolTask(questions: readonly ToolQuestion[]): ModelBrain {
  return (conversation) => {
    const said = conversation.turns.map(({ text }) => text).join('\n')
    const question = questions.find(({ prompt }) => said.includes(prompt))
    if (question === undefined) return { text: 'Question', toolCalls: [] }
    const result = resultOf(conversation, question)
    return result === undefined ? useTool(conversation, question) : answer(conversation, result)
  }
}

/** What the tool said: as a result, or in the text of the user where the agent takes its tools from XML. */
function resultOf({ turns }: Conversation, { tool }: ToolQuestion): string | undefined {
  const calls = turns.flatMap(({ toolCalls }) => toolCalls.filter(({ name }) => name.endsWith(tool)))
  const results = turns.flatMap(({ toolResults }) => toolResults)
  const result = results.findLast(({ toolCallId }) => calls.some(({ id }) => id === toolCallId))
  return result?.text ?? /\[use_mcp_tool for [^\]]*\] Result:\s*([\s\S]*)/.exec(turns.at(-1)?.text ?? '')?.[1]
}

function useTool({ tools }: Conversation, { server, tool, input }: ToolQuestion): ModelReply {
  const name = tools.find((one) => one.includes(server) && one.endsWith(tool))
  if (name) return call(name, input)
  // Claude Code names the tools of MCP servers in its prompt, and tells more of those that are asked for.
  if (tools.includes('ToolSearch')) return call('ToolSearch', { query: `select:mcp__${server}__${tool}` })
  if (tools.length > 0) return { text: `There is no ${tool} among ${tools.join(', ')}.`, toolCalls: [] }
  const fields = [
    `<server_name>${server}</server_name>`,
    `<tool_name>${tool}</tool_name>`,
    `<arguments>\n${JSON.stringify(input)}\n</arguments>`,
  ]
  return { text: `<use_mcp_tool>\n${fields.join('\n')}\n</use_mcp_tool>`, toolCalls: [] }
}

function call(name: string, input: Readonly<Record<string, unknown>>): ModelReply {
  return { text: `I use ${name}.`, toolCalls: [{ id: `call_${randomUUID()}`, name, input }] }
}

function answer({ tools }: Conversation, result: string): ModelReply {
  const text = `The tool says: ${result}`
  if (tools.length > 0) return { text, toolCalls: [] }
  return { text: `<attempt_completion>\n<result>\n${text}\n</result>\n</attempt_completion>`, toolCalls: [] }
}
