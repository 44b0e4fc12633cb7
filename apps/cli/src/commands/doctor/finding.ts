import type { Settings } from '../../environment/settings.ts'
import type { MessageKey, MessageValues } from '../../messages/catalogue.ts'
import type { Terminal } from '../../terminal.ts'
import type { RunningInstance } from '../running.ts'

/** `fail`: it will not work. `warn`: it may not do what is wanted. */
export type Level = 'ok' | 'note' | 'warn' | 'fail'

export interface Finding {
  readonly level: Level
  readonly key: MessageKey
  readonly values?: MessageValues
  /** What to do about it. */
  readonly remedy?: MessageKey
  /** Lines that come from elsewhere. */
  readonly details?: readonly string[]
}

export interface Examination {
  readonly terminal: Terminal
  readonly settings: Settings
  readonly configFile: string | undefined
  readonly running: RunningInstance | undefined
}

export type Examine = (examination: Examination) => Promise<readonly Finding[]>
