import { messages, tools } from './weather.mjs'

/** A call that asks for a tool, and a stream with usage. */
export async function callOpenAi(client) {
  await client.chat.completions.create({ model: 'gpt-4o', temperature: 0.5, messages, tools })
  const stream = await client.chat.completions.create({
    model: 'gpt-4o',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })
  for await (const _ of stream);
}
