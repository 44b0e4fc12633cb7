import { model, openGateway } from '../gateway.ts'

const chunks = await openGateway().chat.completions.create({
  model,
  messages: [{ role: 'user', content: 'Count from one to five.' }],
  stream: true,
  stream_options: { include_usage: true },
})

let pieces = 0
process.stdout.write('answer: ')
for await (const { choices, usage } of chunks) {
  const text = choices[0]?.delta.content ?? ''
  if (text !== '') pieces++
  process.stdout.write(text)
  if (usage)
    console.log(`\npieces: ${pieces}\ntokens: ${usage.prompt_tokens} in, ${usage.completion_tokens} out`)
}
