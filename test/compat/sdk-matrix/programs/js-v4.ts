import { LangfuseClient } from 'langfuse-client-v4'
import { CallbackHandler } from 'langfuse-langchain-v4'
import { observeOpenAI } from 'langfuse-openai-v4'
import { LangfuseSpanProcessor } from 'langfuse-otel-v4'
import {
  type LangfuseSpan,
  propagateAttributes,
  setLangfuseTracerProvider,
  startActiveObservation,
  startObservation,
} from 'langfuse-tracing-v4'
import { type Sdk, tellByOtel } from './js-otel.ts'

await tellByOtel({
  LangfuseClient,
  CallbackHandler,
  observeOpenAI,
  LangfuseSpanProcessor,
  propagateAttributes,
  setLangfuseTracerProvider,
  startActiveObservation,
  startObservation,
  describeTrace: (span: LangfuseSpan, io: object) => span.updateTrace(io),
} as unknown as Sdk)
