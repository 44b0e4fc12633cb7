import type { BuiltCall, HttpResponse } from '../../spec/adapter.ts'
import { plainOutput } from '../../spec/plain-output.ts'
import type { ChatResult } from '../../spec/result.ts'
import { toInvokedUsage } from './usage.ts'

const COUNTS = {
  inputTokenCount: 'x-amzn-bedrock-input-token-count',
  outputTokenCount: 'x-amzn-bedrock-output-token-count',
  cacheReadInputTokenCount: 'x-amzn-bedrock-cache-read-input-token-count',
  cacheWriteInputTokenCount: 'x-amzn-bedrock-cache-write-input-token-count',
} as const

/** The answer of InvokeModel for a model whose API is not known: Bedrock's headers tell its counts. */
export function parseInvoked(call: BuiltCall, response: HttpResponse): ChatResult {
  const found = Object.entries(COUNTS).flatMap(([name, header]) => {
    const count = Number(response.headers[header] ?? Number.NaN)
    return Number.isFinite(count) ? [[name, count] as const] : []
  })
  return {
    choices: [],
    ...(found.length === 0 ? {} : { usage: toInvokedUsage(Object.fromEntries(found)) }),
    ...plainOutput(response),
    warnings: call.warnings,
    upstreamHeaders: response.headers,
  }
}
