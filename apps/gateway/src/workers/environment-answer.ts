import type { ConfigWarning } from '@kansoku/routing'
import { SettingsError } from '../config.ts'

/** What became of another config file and environment, as it goes from process to process. */
export type EnvironmentAnswer =
  | { readonly remarks: readonly ConfigWarning[] }
  | { readonly fault: { readonly message: string; readonly remedy: string } }

/** Never rejects. */
export async function answerOf(use: () => Promise<readonly ConfigWarning[]>): Promise<EnvironmentAnswer> {
  try {
    return { remarks: await use() }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const remedy = error instanceof SettingsError ? error.remedy : 'The log of the gateway says where.'
    return { fault: { message, remedy } }
  }
}

/** @throws {SettingsError} for what could not be used */
export function remarksOf(answer: EnvironmentAnswer): readonly ConfigWarning[] {
  if ('remarks' in answer) return answer.remarks
  throw new SettingsError(answer.fault.message, answer.fault.remedy)
}
