import type { OtlpTarget } from '@kansoku/routing'
import { version } from '../version.ts'
import type { Deliver } from './channel.ts'
import { encodeJson } from './otlp/encode-json.ts'
import { encodeProtobuf } from './otlp/encode-protobuf.ts'
import type { Span } from './otlp/span.ts'
import { post, type Sign } from './post.ts'

interface Endpoint extends Pick<OtlpTarget, 'url' | 'headers' | 'encoding' | 'serviceName'> {
  readonly sign?: Sign | undefined
}

/** Records are JSON texts of lists of spans. */
export function deliverSpans({ url, headers, encoding, serviceName, sign }: Endpoint): Deliver {
  return async (records, signal) => {
    const spans = records.flatMap((text) => JSON.parse(text) as Span[])
    const batch = { serviceName, version, spans }
    const isJson = encoding === 'json'
    return post({
      url,
      headers,
      signal,
      contentType: isJson ? 'application/json' : 'application/x-protobuf',
      body: isJson ? encodeJson(batch) : encodeProtobuf(batch),
      compressed: false,
      sign,
    })
  }
}
