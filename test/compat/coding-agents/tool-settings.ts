import { readDocument } from '../../docs/markdown.ts'

/** How agents are told of an MCP server, in the words of a manual. */
export interface ToolSettings {
  /** For Cline's settings file. */
  readonly clineFile: string
  /** For a shell. */
  readonly claudeCommand: string
}

/** Reads them from a manual, with the reader's own values in the places of `values`. */
export async function readToolSettings(
  manual: string,
  values: Readonly<Record<string, string>>,
): Promise<ToolSettings> {
  const { blocks } = await readDocument(manual)
  const find = (what: string) => {
    const text = blocks.find((block) => block.text.includes(what))?.text
    if (text === undefined) throw new Error(`${manual} shows no ${what}`)
    return Object.entries(values).reduce((filled, [place, value]) => filled.replaceAll(place, value), text)
  }
  return { clineFile: find('"mcpServers"'), claudeCommand: find('claude mcp add') }
}
