import { hash } from 'node:crypto'
import type { ParsedCall } from '../http/call/dialect.ts'

interface Question {
  readonly parsed: Pick<ParsedCall, 'request' | 'embedding' | 'options'>
  /** The group of the config that is asked. */
  readonly group: string
  /** Answers never leave their project. */
  readonly projectId: string | undefined
  /** What the client asked for. */
  readonly namespace: string | undefined
  /** Where they choose among deployments, which may answer otherwise. */
  readonly tags: readonly string[] | undefined
}

/** Fields of a client's own words that change nothing about the answer. */
const indifferent = new Set(['stream', 'metadata'])

/** The same for the same question, streamed or not. */
export function cacheKeyOf({ parsed, group, projectId, namespace, tags }: Question, prefix: string): string {
  const { stream: _, literals: __, original, lost, ...request } = parsed.request
  const words = original && [original.dialect, original.headers, withoutIndifferent(original.body)]
  const { dropParams, mockResponse } = parsed.options
  const asked = [
    group,
    projectId,
    namespace,
    request,
    words,
    parsed.embedding,
    dropParams,
    mockResponse,
    tags,
  ]
  return prefix + hash('sha256', JSON.stringify(asked), 'hex')
}

function withoutIndifferent(body: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !indifferent.has(name)))
}
