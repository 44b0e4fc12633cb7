import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import type { RerankRequest, TaskAnswer } from '../spec/task.ts'
import { rankedAnswer, readObject, readRanks } from '../spec/task-answer.ts'
import type { BedrockSettings } from './settings.ts'

/** The body of Rerank, which lies at the runtime for agents. */
export function toRerankBody(
  { query, documents, topN, extra }: RerankRequest,
  { model, region }: BedrockSettings,
): object {
  const { additionalModelRequestFields } = extra ?? {}
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
  const modelArn = model.id.startsWith('arn:')
    ? model.id
    : `arn:${partition}:bedrock:${region}::foundation-model/${model.id}`
  return {
    queries: [{ type: 'TEXT', textQuery: { text: query } }],
    sources: documents.map((document) => ({ type: 'INLINE', inlineDocumentSource: toSource(document) })),
    rerankingConfiguration: {
      type: 'BEDROCK_RERANKING_MODEL',
      bedrockRerankingConfiguration: {
        modelConfiguration: {
          modelArn,
          ...(additionalModelRequestFields ? { additionalModelRequestFields } : {}),
        },
        ...(topN === undefined ? {} : { numberOfResults: Math.min(topN, documents.length) }),
      },
    },
  }
}

function toSource(document: RerankRequest['documents'][number]): object {
  if (typeof document === 'string') return { type: 'TEXT', textDocument: { text: document } }
  return { type: 'JSON', jsonDocument: document }
}

export function parseRanks(call: BuiltCall, response: HttpResponse, request: RerankRequest): TaskAnswer {
  const { results } = readObject(call, response)
  const ranks = readRanks(call, response, results, request)
  return rankedAnswer(ranks, request, { id: response.headers['x-amzn-requestid'] ?? '' })
}
