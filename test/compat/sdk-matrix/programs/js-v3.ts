import { setImmediate } from 'node:timers/promises'
import { Langfuse, LangfuseMedia, observeOpenAI } from 'langfuse'
import { CallbackHandler } from 'langfuse-langchain'
import OpenAI from 'openai'
import { settings, story, tell } from './story.ts'
import { weatherChain } from './weather-chain.ts'

const { langfuse: options, openai, sessionId } = settings()
const langfuse = new Langfuse({ ...options, environment: 'staging', release: 'r1' })
const { name, userId, tags, metadata, input, output, version, model, modelParameters, messages } = story
const begin = () => langfuse.trace({ name })

await tell({
  trace: () => {
    const trace = langfuse.trace({ name, userId, sessionId, tags, metadata, version, input })
    trace.update({ output })
    return { traceId: trace.id }
  },
  nesting: () => {
    const trace = begin()
    const outer = trace.span({ name: 'outer' })
    const inner = outer.span({ name: 'inner' })
    inner.event({ name: 'event' })
    inner.end()
    outer.end()
    return { traceId: trace.id }
  },
  generation: () => {
    const trace = begin()
    const generation = trace.generation({ name: 'answer', model, modelParameters, input: messages })
    generation.end({ output, usageDetails: { input: 1000, output: 100 } })
    return { traceId: trace.id }
  },
  update: () => {
    const trace = begin()
    const span = trace.span({ name: 'updated' })
    span.update({ output, metadata, level: 'WARNING', statusMessage: 'slow' })
    span.end()
    return { traceId: trace.id }
  },
  score: () => {
    const trace = begin()
    const span = trace.span({ name: 'scored' }).end()
    trace.score({ name: 'quality', value: 0.9, comment: 'good' })
    span.score({ name: 'tone', value: 'kind' })
    return { traceId: trace.id }
  },
  session: () => {
    for (const turn of ['first', 'second']) langfuse.trace({ name: turn, sessionId: `${sessionId}-turns` })
    return { sessionId: `${sessionId}-turns` }
  },
  media: async () => {
    // The SDK loads its hash functions while the program begins.
    await setImmediate()
    const media = new LangfuseMedia({ contentBytes: story.picture, contentType: 'image/png' })
    return { traceId: langfuse.trace({ name, input: { picture: media } }).id }
  },
  openai: async () => {
    const trace = begin()
    const client = observeOpenAI(new OpenAI(openai), { parent: trace, generationName: 'ask' })
    await client.chat.completions.create({ model, messages })
    return { traceId: trace.id }
  },
  'openai stream': async () => {
    const trace = begin()
    const client = observeOpenAI(new OpenAI(openai), { parent: trace, generationName: 'ask' })
    const stream_options = { include_usage: true }
    for await (const _ of await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options,
    }));
    return { traceId: trace.id }
  },
  langchain: async () => {
    const trace = begin()
    const callbacks = [new CallbackHandler({ root: trace })]
    await weatherChain().invoke(input, { callbacks, runName: 'chain' })
    return { traceId: trace.id }
  },
  exit: () => ({ traceId: begin().id }),
})
await langfuse.shutdownAsync()
