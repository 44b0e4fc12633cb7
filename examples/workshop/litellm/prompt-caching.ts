import { model, openGateway } from '../gateway.ts'

/** Claude caches prefixes from 1,024 tokens on; the number makes them new to the cache in each run. */
const handbook = `Handbook ${Date.now()}.\n${'Be careful, be brief, and answer in the language of the question. '.repeat(200)}`
const system = [{ type: 'text' as const, text: handbook, cache_control: { type: 'ephemeral' } }]
const questions = ['What do you care about?', 'And what else?']

/** Counters of the cache that OpenAI's API has no names for. */
interface CacheUsage {
  readonly cache_creation_input_tokens?: number
  readonly cache_read_input_tokens?: number
}

for (const [turn, content] of questions.entries()) {
  const { data, response } = await openGateway()
    .chat.completions.create({
      model,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content },
      ],
    })
    .withResponse()
  const usage = data.usage as CacheUsage | undefined
  console.log(
    `call ${turn + 1}: written ${usage?.cache_creation_input_tokens}, read ${usage?.cache_read_input_tokens},`,
    `cost ${response.headers.get('x-litellm-response-cost')}`,
  )
}
