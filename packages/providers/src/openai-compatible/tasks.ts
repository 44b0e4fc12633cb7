import type { Target, TaskProtocol, TaskProtocols } from '../spec/adapter.ts'
import type { ImageRequest, Task } from '../spec/task.ts'
import { documentText, rankedAnswer, readObject, readRanks, unitsOf, unusable } from '../spec/task-answer.ts'
import { countedUsage } from './counted.ts'
import type { Post } from './endpoints.ts'
import { modelOf } from './model.ts'
import type { CompatibleProvider } from './provider.ts'
import { transcription } from './transcription.ts'

/** What OpenAI's kind does besides chats and vectors, by OpenAI's paths; reranking by Cohere's. */
export function createCompatibleTasks(provider: CompatibleProvider, post: Post): TaskProtocols {
  const build = async (folder: string, fields: object, target: Target, signal?: AbortSignal) => {
    const bytes = JSON.stringify({ model: modelOf(target, provider).id, ...fields })
    const request = await post(target, folder, { type: 'application/json', bytes }, signal)
    return { target, stream: false, warnings: [], request }
  }
  const asJson = <Request>(
    folder: string,
    toFields: (request: Request) => object,
    parse: TaskProtocol<Request>['parse'],
  ): TaskProtocol<Request> => ({
    build: (request, target, signal) => build(folder, toFields(request), target, signal),
    parse,
  })
  return {
    rerank: asJson('/rerank', toRerankFields, parseRanks),
    moderation: asJson('/moderations', ({ input, extra }) => ({ ...extra, input }), parseModeration),
    image: asJson('/images/generations', toImageFields, parseImages),
    speech: {
      build: ({ input, extra }, target, signal) =>
        build('/audio/speech', { ...extra, input }, target, signal),
      usageOf: ({ input }) => unitsOf({ characters: [...input].length }),
    },
    transcription: transcription(provider, post),
  }
}

type Protocol<Kind extends Task['kind']> = NonNullable<TaskProtocols[Kind]>

const toRerankFields = ({ query, documents, topN, extra }: Parameters<Protocol<'rerank'>['build']>[0]) => ({
  ...extra,
  query,
  documents: documents.map(documentText),
  ...(topN === undefined ? {} : { top_n: topN }),
})

const parseRanks: Protocol<'rerank'>['parse'] = (call, response, request) => {
  const answer = readObject(call, response)
  const ranks = readRanks(call, response, answer.results ?? answer.data, request)
  const { id } = answer
  return rankedAnswer(ranks, request, {
    id: typeof id === 'string' ? id : '',
    usage: countedUsage(answer),
  })
}

const parseModeration: Protocol<'moderation'>['parse'] = (call, response) => {
  const json = readObject(call, response)
  if (!Array.isArray(json.results)) throw unusable(call, response, 'it holds no results')
  return { body: { json } }
}

function toImageFields({ prompt, count, size, quality, extra }: ImageRequest): object {
  return { ...extra, prompt, n: count, size, quality }
}

const parseImages: Protocol<'image'>['parse'] = (call, response) => {
  const json = readObject(call, response)
  const { data } = json
  if (!Array.isArray(data)) throw unusable(call, response, 'it holds no images')
  const counted = countedUsage(json)
  const units = { images: data.length }
  return {
    body: { json },
    usage: counted ? { ...counted, units } : unitsOf(units),
    // Pictures are nothing to read.
    output: { images: data.length },
  }
}
