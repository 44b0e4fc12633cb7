import { tool } from '@langchain/core/tools'
import { MessagesAnnotation, StateGraph } from '@langchain/langgraph'
import { ToolNode, toolsCondition } from '@langchain/langgraph/prebuilt'
import { ChatOpenAI } from '@langchain/openai'
import { tools } from './weather.mjs'

/** An agent with one tool. */
export function weatherGraph() {
  const { name, description, parameters: schema } = tools[0].function
  const weather = tool(async ({ city }) => `sunny in ${city}`, { name, description, schema })
  const model = new ChatOpenAI({ model: 'gpt-4o', temperature: 0.5 }).bindTools([weather])
  return new StateGraph(MessagesAnnotation)
    .addNode('agent', async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
    .addNode('tools', new ToolNode([weather]))
    .addEdge('__start__', 'agent')
    .addConditionalEdges('agent', toolsCondition)
    .addEdge('tools', 'agent')
    .compile()
}
