import { model, openGateway } from '../gateway.ts'

const gateway = openGateway()

const models = await gateway.models.list()
console.log('models:', models.data.map(({ id }) => id).join(', '))

const { data: answer, response } = await gateway.chat.completions
  .create({ model, messages: [{ role: 'user', content: '日本の首都はどこですか？' }] })
  .withResponse()

console.log('answer:', answer.choices[0]?.message.content)
console.log('tokens:', answer.usage?.prompt_tokens, 'in,', answer.usage?.completion_tokens, 'out')
console.log('cost in US dollars:', response.headers.get('x-litellm-response-cost'))
console.log('answered by:', response.headers.get('x-litellm-model-group'))
console.log('fallbacks:', response.headers.get('x-litellm-attempted-fallbacks'))
console.log('trace:', response.headers.get('x-litellm-call-id'))
