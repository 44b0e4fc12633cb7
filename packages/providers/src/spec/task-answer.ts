import type { BuiltCall, HttpResponse } from './adapter.ts'
import { bodyText } from './body-text.ts'
import { ProviderError } from './error.ts'
import type { RerankRequest, TaskAnswer } from './task.ts'
import { NO_USAGE, type Usage } from './usage.ts'

type Fields = Readonly<Record<string, unknown>>

/** The JSON object of an answer. Throws `ProviderError` (bad_gateway). */
export function readObject(call: BuiltCall, response: HttpResponse): Fields {
  try {
    const parsed: unknown = JSON.parse(bodyText(response.body))
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Fields
  } catch {
    // Told below.
  }
  throw unusable(call, response, 'it is no JSON object')
}

export function unusable(
  call: BuiltCall,
  { status, headers, body }: HttpResponse,
  why: string,
): ProviderError {
  const { provider } = call.target
  return new ProviderError('bad_gateway', `The answer cannot be used: ${why}; check api_base and model`, {
    provider,
    upstreamStatus: status,
    upstreamBody: bodyText(body).slice(0, 2000),
    upstreamHeaders: headers,
  })
}

/** Usage that is not counted in tokens: `searches`, `images`, `characters` or `seconds`. */
export function unitsOf(units: Readonly<Record<string, number>>): Usage {
  return { ...NO_USAGE, units }
}

/** One search is up to so many documents, as Cohere and Amazon bill them. */
const DOCUMENTS_OF_SEARCH = 100

interface Rank {
  readonly index: number
  readonly relevance_score: number
}

/** An order of documents in Cohere's words. Documents are those of the request, where they are asked for. */
export function rankedAnswer(
  ranks: readonly Rank[],
  { documents, extra }: RerankRequest,
  told: { readonly id: string; readonly usage?: Usage | undefined; readonly searches?: number | undefined },
): TaskAnswer {
  const searches = told.searches ?? Math.ceil(documents.length / DOCUMENTS_OF_SEARCH)
  const wanted = extra?.return_documents === true
  const results = ranks.map(({ index, relevance_score }) => {
    const document = documents[index]
    const shown = typeof document === 'string' ? { text: document } : document
    return { index, relevance_score, ...(wanted && shown ? { document: shown } : {}) }
  })
  const meta = { api_version: { version: '2' }, billed_units: { search_units: searches } }
  return {
    body: { json: { id: told.id, results, meta } },
    usage: { ...(told.usage ?? NO_USAGE), units: { searches } },
    output: { results: results.map(({ index, relevance_score }) => ({ index, relevance_score })) },
  }
}

/** Throws `ProviderError` (bad_gateway) unless all are ranks of documents that were sent. */
export function readRanks(
  call: BuiltCall,
  response: HttpResponse,
  list: unknown,
  { documents }: RerankRequest,
): readonly Rank[] {
  if (!Array.isArray(list)) throw unusable(call, response, 'it holds no ranks')
  return list.map((one: Readonly<Record<string, unknown>> | null) => {
    const { index, relevance_score: score = one?.relevanceScore } = one ?? {}
    if (typeof index !== 'number' || typeof score !== 'number' || documents[index] === undefined)
      throw unusable(call, response, 'a rank is of no document')
    return { index, relevance_score: score }
  })
}

/** A document as one text; fields become lines. */
export function documentText(document: RerankRequest['documents'][number]): string {
  if (typeof document === 'string') return document
  if (typeof document.text === 'string' && Object.keys(document).length === 1) return document.text
  return Object.entries(document)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n')
}
