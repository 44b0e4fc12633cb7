import type { Flags } from '../environment/settings.ts'
import type { Terminal } from '../terminal.ts'

/** What every command is given. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly flags: Flags
  /** The folder where the user stands. */
  readonly cwd: string
  readonly environment: NodeJS.ProcessEnv
}

/** Where the checkout lies. */
export const checkout = new URL('../../../../', import.meta.url)
