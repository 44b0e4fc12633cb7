import type { WebhookTarget } from '@kansoku/routing'
import type { Deliver } from './channel.ts'
import { post } from './post.ts'

/** Records are JSON texts of calls. */
export function deliverToWebhook({ url, headers, format }: WebhookTarget): Deliver {
  return (records, signal) => {
    const contentType = format === 'ndjson' ? 'application/x-ndjson' : 'application/json'
    return post({ url, headers, signal, contentType, body: bodyOf(format, records), compressed: false })
  }
}

/** `single` comes with batches of one. */
function bodyOf(format: WebhookTarget['format'], records: readonly string[]): string {
  if (format === 'json_array') return `[${records.join(',')}]`
  return records.join('\n')
}
