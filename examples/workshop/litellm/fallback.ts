import { model, openGateway } from '../gateway.ts'

/** The model cannot be made to fail at will, so the gateway is asked to act as if it had. */
const pretended = { mock_testing_fallbacks: true }

const { data: answer, response } = await openGateway()
  .chat.completions.create({
    model,
    messages: [{ role: 'user', content: 'Who answers when the first model is throttled?' }],
    ...pretended,
  })
  .withResponse()

console.log('answer:', answer.choices[0]?.message.content)
console.log('asked:', model)
console.log('answered by:', response.headers.get('x-litellm-model-group'))
console.log('fallbacks:', response.headers.get('x-litellm-attempted-fallbacks'))
console.log('trace:', response.headers.get('x-litellm-call-id'))
