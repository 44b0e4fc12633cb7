import type { BuiltCall, HttpResponse, Target } from '../spec/adapter.ts'
import type { RerankRequest, TaskAnswer } from '../spec/task.ts'
import { documentText, rankedAnswer, readObject, readRanks } from '../spec/task-answer.ts'

/** The service itself no longer returns documents, and takes texts alone. */
export function toRerankBody({ query, documents, topN, extra }: RerankRequest, { model }: Target): object {
  const { return_documents: _, rank_fields: __, max_chunks_per_doc: ___, ...rest } = extra ?? {}
  return {
    ...rest,
    model,
    query,
    documents: documents.map(documentText),
    ...(topN === undefined ? {} : { top_n: topN }),
  }
}

export function parseRanks(call: BuiltCall, response: HttpResponse, request: RerankRequest): TaskAnswer {
  const answer = readObject(call, response)
  const { meta, id } = answer as { meta?: { billed_units?: { search_units?: number } }; id?: string }
  const ranks = readRanks(call, response, answer.results, request)
  return rankedAnswer(ranks, request, { id: id ?? '', searches: meta?.billed_units?.search_units })
}
