import type * as client from '@langfuse/client'
import type * as langchain from '@langfuse/langchain'
import type * as observedOpenai from '@langfuse/openai'
import type * as otel from '@langfuse/otel'
import type * as tracing from '@langfuse/tracing'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import OpenAI from 'openai'
import { settings, story, tell } from './story.ts'
import { weatherChain } from './weather-chain.ts'

/** The packages of one generation, as far as the generations agree. */
export interface Sdk {
  readonly LangfuseSpanProcessor: typeof otel.LangfuseSpanProcessor
  readonly LangfuseClient: typeof client.LangfuseClient
  readonly CallbackHandler: typeof langchain.CallbackHandler
  readonly observeOpenAI: typeof observedOpenai.observeOpenAI
  readonly startObservation: typeof tracing.startObservation
  readonly startActiveObservation: typeof tracing.startActiveObservation
  readonly propagateAttributes: typeof tracing.propagateAttributes
  readonly setLangfuseTracerProvider: typeof tracing.setLangfuseTracerProvider
  /** How this generation says what goes into a trace and comes out of it. */
  describeTrace(span: tracing.LangfuseSpan, io: { input?: unknown; output?: unknown }): void
}

/** The story by an SDK that speaks OpenTelemetry. */
export async function tellByOtel(sdk: Sdk): Promise<void> {
  const { langfuse: options, openai, sessionId } = settings()
  const { name, userId, tags, metadata, input, output, version, model, modelParameters, messages } = story
  const processor = new sdk.LangfuseSpanProcessor({ ...options, environment: 'staging', release: 'r1' })
  const provider = new NodeTracerProvider({ spanProcessors: [processor] })
  provider.register()
  sdk.setLangfuseTracerProvider(provider)
  const langfuse = new sdk.LangfuseClient(options)
  const single = (about: object = {}) => {
    const span = sdk.startObservation(name, about)
    span.end()
    return span
  }

  await tell({
    trace: () => {
      const attributes = { traceName: name, userId, sessionId, tags, metadata, version }
      const span = sdk.propagateAttributes(attributes, () => sdk.startObservation(name))
      sdk.describeTrace(span, { input, output })
      span.end()
      return { traceId: span.traceId }
    },
    nesting: () => {
      const root = sdk.startObservation(name)
      const outer = root.startObservation('outer')
      const inner = outer.startObservation('inner')
      inner.startObservation('event', {}, { asType: 'event' })
      for (const span of [inner, outer, root]) span.end()
      return { traceId: root.traceId }
    },
    generation: () => {
      const root = sdk.startObservation(name)
      const begun = { model, modelParameters, input: messages }
      const generation = root.startObservation('answer', begun, { asType: 'generation' })
      generation.update({ output, usageDetails: { input: 1000, output: 100 } }).end()
      root.end()
      return { traceId: root.traceId }
    },
    update: () => {
      const root = sdk.startObservation(name)
      const span = root.startObservation('updated')
      span.update({ output, metadata, level: 'WARNING', statusMessage: 'slow' }).end()
      root.end()
      return { traceId: root.traceId }
    },
    score: async () => {
      const root = sdk.startObservation(name)
      const span = root.startObservation('scored')
      langfuse.score.create({ traceId: root.traceId, name: 'quality', value: 0.9, comment: 'good' })
      langfuse.score.create({ traceId: root.traceId, observationId: span.id, name: 'tone', value: 'kind' })
      span.end()
      root.end()
      return { traceId: root.traceId }
    },
    session: () => {
      const turns = `${sessionId}-turns`
      for (const turn of ['first', 'second']) {
        sdk.propagateAttributes({ sessionId: turns, traceName: turn }, () => single())
      }
      return { sessionId: turns }
    },
    media: () => {
      const picture = `data:image/png;base64,${story.picture.toString('base64')}`
      return { traceId: single({ input: { picture } }).traceId }
    },
    openai: () =>
      sdk.startActiveObservation(name, async ({ traceId }) => {
        const client = sdk.observeOpenAI(new OpenAI(openai), { generationName: 'ask' })
        await client.chat.completions.create({ model, messages })
        return { traceId }
      }),
    'openai stream': () =>
      sdk.startActiveObservation(name, async ({ traceId }) => {
        const client = sdk.observeOpenAI(new OpenAI(openai), { generationName: 'ask' })
        const stream_options = { include_usage: true }
        const chunks = await client.chat.completions.create({ model, messages, stream: true, stream_options })
        for await (const _ of chunks);
        return { traceId }
      }),
    langchain: () =>
      sdk.startActiveObservation(name, async ({ traceId }) => {
        await weatherChain().invoke(input, { callbacks: [new sdk.CallbackHandler()], runName: 'chain' })
        return { traceId }
      }),
    exit: () => ({ traceId: single().traceId }),
  })
  await langfuse.shutdown()
  await provider.shutdown()
}
