import { LangfuseClient } from '@langfuse/client'
import { CallbackHandler } from '@langfuse/langchain'
import { observeOpenAI } from '@langfuse/openai'
import { LangfuseSpanProcessor } from '@langfuse/otel'
import {
  propagateAttributes,
  setLangfuseTracerProvider,
  startActiveObservation,
  startObservation,
} from '@langfuse/tracing'
import { tellByOtel } from './js-otel.ts'

await tellByOtel({
  LangfuseClient,
  CallbackHandler,
  observeOpenAI,
  LangfuseSpanProcessor,
  propagateAttributes,
  setLangfuseTracerProvider,
  startActiveObservation,
  startObservation,
  describeTrace: (span, io) => span.setTraceIO(io),
})
