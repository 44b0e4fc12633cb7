/** Tools of agents that speak XML, as Cline before its version 4 and its descendants have them. */
const tools: ReadonlySet<string> = new Set(
  `access_mcp_resource act_mode_respond apply_diff ask_followup_question attempt_completion browser_action
   codebase_search condense execute_command fetch_instructions insert_content list_code_definition_names list_files
   load_mcp_documentation new_rule new_task plan_mode_respond read_file replace_in_file report_bug search_and_replace
   search_files summarize_task switch_mode update_todo_list use_mcp_tool use_skill web_fetch web_search
   write_to_file`.split(/\s+/),
)

/** Fields that may hold text of files, tags of their own name included: they reach to their last end. */
const longFields: ReadonlySet<string> = new Set(['content', 'diff', 'result', 'args', 'arguments'])

const opening = /<([a-z_]{4,40})>/g

export interface XmlTool {
  readonly name: string
  readonly input: Readonly<Record<string, string>>
}

/** The tools that a text asks for in XML. One that is cut off by the end of the text counts too. */
export function readXmlTools(text: string): XmlTool[] {
  const found: XmlTool[] = []
  let end = 0
  for (const { 0: tag, 1: name = '', index } of text.matchAll(opening)) {
    if (index < end || !tools.has(name)) continue
    const start = index + tag.length
    const close = endOf(text, name, start)
    found.push({ name, input: readFields(text.slice(start, close)) })
    end = close
  }
  return found
}

/** A file may hold the end tag of its own tool: the last one before the next tool begins is meant. */
function endOf(text: string, name: string, start: number): number {
  const next = text.indexOf(`\n<${name}>`, start)
  const close = text.lastIndexOf(`</${name}>`, next === -1 ? text.length : next)
  return close >= start ? close : text.length
}

function readFields(inner: string): Record<string, string> {
  const fields: Record<string, string> = {}
  let end = 0
  for (const { 0: tag, 1: name = '', index } of inner.matchAll(opening)) {
    if (index < end) continue
    const start = index + tag.length
    const closing = `</${name}>`
    const close = longFields.has(name) ? inner.lastIndexOf(closing) : inner.indexOf(closing, start)
    end = close >= start ? close : inner.length
    fields[name] = inner.slice(start, end).replace(/^\n|\n$/g, '')
  }
  return fields
}
