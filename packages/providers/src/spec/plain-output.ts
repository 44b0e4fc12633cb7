import type { HttpResponse } from './adapter.ts'
import { bodyText } from './body-text.ts'
import type { ChatResult } from './result.ts'

/** Longer ones are pictures and the like, which nobody reads in a trace. */
const MOST_BYTES = 256 * 1024

/** An answer that is no chat, where it is JSON of a readable length. */
export function plainOutput({ body }: Pick<HttpResponse, 'body'>): Pick<ChatResult, 'output'> {
  if (body.length === 0 || body.length > MOST_BYTES) return {}
  try {
    return { output: JSON.parse(bodyText(body)) as unknown }
  } catch {
    return {}
  }
}
