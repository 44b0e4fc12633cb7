import { LangfuseSpanProcessor } from '@langfuse/otel'
import { propagateAttributes, startActiveObservation } from '@langfuse/tracing'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { model, openGateway } from '../gateway.ts'
import { platform, readTrace } from '../platform.ts'

const provider = new NodeTracerProvider({ spanProcessors: [new LangfuseSpanProcessor(platform)] })
provider.register()

/** The program tells of its own work; the gateway hangs its call below it, so that one trace shows both. */
async function answer(question: string): Promise<string> {
  return startActiveObservation('answer-a-question', async (span) => {
    span.update({ input: question })
    const metadata = { existing_trace_id: span.traceId, parent_observation_id: span.id }
    const { choices } = await openGateway().chat.completions.create({
      model,
      messages: [{ role: 'user', content: question }],
      metadata,
    })
    span.update({ output: choices[0]?.message.content })
    return span.traceId
  })
}

const about = { traceName: 'workshop-program', userId: 'workshop-reader', sessionId: 'workshop-sdk' }
const traceId = await propagateAttributes({ ...about, tags: ['sdk'] }, () => answer('What is a span?'))
await provider.shutdown()

const trace = await readTrace(traceId, 2)
console.log('trace:', trace.id, trace.name)
console.log('user, session, tags:', trace.userId, trace.sessionId, trace.tags.join(', '))
for (const { type, name, parentObservationId } of trace.observations)
  console.log('observation:', type, name, parentObservationId ? '(below another)' : '(at the top)')
console.log('cost in US dollars:', trace.totalCost)
