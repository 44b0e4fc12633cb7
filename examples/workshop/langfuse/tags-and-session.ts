import { randomUUID } from 'node:crypto'
import { model, openGateway } from '../gateway.ts'
import { readTrace } from '../platform.ts'

/** The gateway reads these names in the `metadata` of a request and writes them to the trace of the call. */
const metadata = {
  trace_id: randomUUID(),
  trace_name: 'workshop-question',
  session_id: `workshop-${randomUUID()}`,
  trace_user_id: 'workshop-reader',
  tags: ['workshop', 'cline'],
}
const about = { metadata: metadata as unknown as Record<string, string> }

await openGateway().chat.completions.create({
  model,
  messages: [{ role: 'user', content: 'トレースには何が残りますか？' }],
  ...about,
})

const trace = await readTrace(metadata.trace_id, 1)
console.log('trace:', trace.id, trace.name)
console.log('session:', trace.sessionId)
console.log('user:', trace.userId)
console.log('tags:', trace.tags.join(', '))
console.log('cost in US dollars:', trace.totalCost)
