import { APIError } from 'openai'
import { gatewayKey, gatewayUrl, model, openGateway } from '../gateway.ts'

/** Enough for one short call to Claude and not for many. US dollars. */
const budget = 0.002
/** A gateway that knows no price for the model would never refuse. */
const mostCalls = 50

async function manage<Answer>(path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${gatewayUrl}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${gatewayKey}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}

const { key } = await manage<{ key: string }>('/key/generate', {
  models: [model],
  max_budget: budget,
  budget_duration: '1d',
  metadata: { purpose: 'workshop' },
})
const gateway = openGateway(key)
try {
  let calls = 0
  let refusal: InstanceType<typeof APIError> | undefined
  while (refusal === undefined && calls < mostCalls) {
    refusal = await refusalOf(`Question ${calls + 1}: what may a key cost?`)
    if (refusal === undefined) calls++
  }
  console.log(`answered: ${calls}`)
  console.log(refusal ? `then refused with ${refusal.status}: ${refusal.message}` : 'and never refused')
  const { info } = await manage<{ info: { spend: number } }>(`/key/info?key=${key}`)
  console.log(`spent: ${info.spend} of ${budget}`)
} finally {
  await manage('/key/delete', { keys: [key] })
}

async function refusalOf(content: string): Promise<InstanceType<typeof APIError> | undefined> {
  try {
    await gateway.chat.completions.create({ model, max_tokens: 40, messages: [{ role: 'user', content }] })
    return undefined
  } catch (error) {
    if (error instanceof APIError) return error
    throw error
  }
}
