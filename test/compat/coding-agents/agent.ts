import type { ToolSettings } from './tool-settings.ts'

export interface Place {
  /** The agent's home, of its own. */
  readonly home: string
  /** Where it works. */
  readonly project: string
  readonly gatewayUrl: string
}

export interface CodingAgent {
  readonly id: string
  /** What its tasks are listed under. */
  readonly name: string
  readonly npmPackage: string
  readonly program: string
  /** Writes the settings that a user makes in its dialogs. */
  prepare(place: Place): Promise<void>
  args(place: Place, prompt: string): readonly string[]
  env?(place: Place): Readonly<Record<string, string>>
  /** Tells it of an MCP server, as the manual says. */
  addTools(place: Place, settings: ToolSettings): Promise<void>
  /** What the task cost in the agent's own words, US dollars. */
  cost?(place: Place): Promise<number>
}
