export const question = 'How is the weather in Kyoto?'
export const messages = [{ role: 'user', content: question }]
export const answer = 'Sunny in Kyoto.'

/** As OpenAI's API takes it. */
export const tools = [
  {
    type: 'function',
    function: {
      name: 'weather',
      description: 'The weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
]
