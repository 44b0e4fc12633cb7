import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage } from '@langchain/core/messages'
import { StringOutputParser } from '@langchain/core/output_parsers'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { story } from './story.ts'

/** A model as those of providers are, with its name and usage in the answer. */
class WeatherModel extends BaseChatModel {
  override _llmType() {
    return 'weather'
  }

  override invocationParams() {
    return { model: story.model, ...story.modelParameters }
  }

  override async _generate() {
    const usage_metadata = { input_tokens: 1000, output_tokens: 100, total_tokens: 1100 }
    const response_metadata = { model_name: story.model }
    const message = new AIMessage({ content: story.output, response_metadata })
    Object.assign(message, { usage_metadata })
    return { generations: [{ text: story.output, message }] }
  }
}

/** A prompt, a model and a parser, as most chains begin. */
export function weatherChain() {
  return ChatPromptTemplate.fromMessages([['user', '{question}']])
    .pipe(new WeatherModel({}))
    .pipe(new StringOutputParser())
}
