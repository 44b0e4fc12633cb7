import type { JsonLiterals } from '@kansoku/providers'
import type { ParsedCall } from './dialect.ts'

/** A call whose requests, also those of fallbacks, take long texts as the client wrote them. */
export function withLiterals(parsed: ParsedCall, literals: JsonLiterals | undefined): ParsedCall {
  if (!literals) return parsed
  return {
    ...parsed,
    request: { ...parsed.request, literals },
    override: (fields) => ({ ...parsed.override(fields), literals }),
  }
}
