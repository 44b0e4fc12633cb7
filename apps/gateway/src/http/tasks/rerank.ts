import type { RerankRequest } from '@kansoku/providers'
import { asInteger, isRecord, ParameterError } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { handleCall } from '../call/handle-call.ts'
import type { Exchange } from '../exchange.ts'
import { extraOf, requiredText, taskDialect } from './task-dialect.ts'

/** `POST /v1/rerank`, in Cohere's words: documents in the order of what they say about a query. */
export function handleRerank(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, dialect)
}

const dialect = taskDialect({
  callType: 'arerank',
  promptFields: { query: 'query', documents: 'documents' },
  readTask(body) {
    const { top_n: topN } = body
    const request = {
      query: requiredText(body, 'query'),
      documents: readDocuments(body.documents),
      ...(topN === undefined || topN === null ? {} : { topN: asInteger(topN, 'top_n') }),
      ...extraOf(body, ['query', 'documents', 'top_n']),
    }
    return { kind: 'rerank', request }
  },
  toAnswer: (json, { id }) => ({ ...json, id: json.id || id }),
})

function readDocuments(value: unknown): RerankRequest['documents'] {
  if (!Array.isArray(value) || value.length === 0)
    throw new ParameterError('documents', 'must be a list of at least one document')
  return value.map((document, index) => {
    if (typeof document === 'string' || isRecord(document)) return document
    throw new ParameterError(`documents[${index}]`, 'must be a text or an object')
  })
}
