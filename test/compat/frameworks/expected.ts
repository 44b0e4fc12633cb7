import { expect } from 'vitest'

export interface Expected {
  /** One tree per trace. */
  readonly trees: readonly (readonly string[])[]
  /** Model and tokens of each call, sorted. */
  readonly calls: readonly string[]
  /** US dollars. */
  readonly cost: number
  /** What the output of the first trace holds; default: the answer. */
  readonly answer?: string
  /** The root has neither input nor output: they are looked for in the observations. */
  readonly silentRoot?: boolean
  readonly told?: object
}

const chat = 'gpt-4o 110'
/** Of 100 tokens in and 10 out. */
const chatCost = 100 * 2.5e-6 + 10 * 10e-6
const embedding = { calls: ['text-embedding-3-small 5'], cost: 5 * 0.02e-6 }
/** The first call of the programs that make single calls asks for a tool. */
const toolCall = 'call_1'

const agent = (kind: string) => [`  ${kind} agent`, '    GENERATION ChatOpenAI', `    ${kind} RunnableLambda`]
const graph = (root: string, kind: string) => [
  `${kind} ${root}`,
  `  ${kind} __start__`,
  ...agent(kind),
  `  ${kind} tools`,
  '    TOOL weather',
  ...agent(kind),
]

/** By the id of the framework. */
export const expectedOf: Readonly<Record<string, Expected>> = {
  'ai-sdk-6': {
    trees: [
      [
        'SPAN forecast:ai.generateText',
        '  GENERATION forecast:ai.generateText.doGenerate',
        '  TOOL weather',
        '  GENERATION forecast:ai.generateText.doGenerate',
      ],
      ['SPAN forecast:ai.streamText', '  GENERATION forecast:ai.streamText.doStream'],
      ['SPAN forecast:ai.embed', '  EMBEDDING forecast:ai.embed.doEmbed'],
    ],
    calls: [chat, chat, chat, ...embedding.calls],
    cost: 3 * chatCost + embedding.cost,
    told: { userId: 'user-1', sessionId: 'session-1', tags: ['sdk'] },
  },
  'ai-sdk-7': {
    trees: [
      [
        'AGENT invoke_agent gpt-4o',
        '  SPAN step 1',
        '    GENERATION chat gpt-4o',
        '    TOOL weather',
        '  SPAN step 2',
        '    GENERATION chat gpt-4o',
      ],
      ['AGENT invoke_agent gpt-4o', '  SPAN step 1', '    GENERATION chat gpt-4o'],
      ['EMBEDDING embeddings text-embedding-3-small', '  EMBEDDING embeddings text-embedding-3-small'],
    ],
    calls: [chat, chat, chat, ...embedding.calls],
    cost: 3 * chatCost + embedding.cost,
  },
  // Neither of the next two tells the usage of streams: it is counted in what was said.
  'openinference-openai': {
    trees: [['GENERATION OpenAI Chat Completions'], ['GENERATION OpenAI Chat Completions']],
    calls: [chat, 'gpt-4o 43'],
    cost: chatCost + 39 * 2.5e-6 + 4 * 10e-6,
    answer: toolCall,
  },
  openllmetry: {
    trees: [['GENERATION chat gpt-4o'], ['GENERATION chat gpt-4o']],
    calls: [chat, 'gpt-4o 52'],
    cost: chatCost + 25 * 2.5e-6 + 27 * 10e-6,
    answer: toolCall,
  },
  'openinference-langgraph': {
    trees: [graph('LangGraph', 'CHAIN')],
    calls: [chat, chat],
    cost: 2 * chatCost,
  },
  'langfuse-langgraph': {
    trees: [graph('weather graph', 'SPAN')],
    calls: [chat, chat],
    cost: 2 * chatCost,
    told: { userId: 'user-1', sessionId: 'session-1', tags: ['graph'] },
  },
  genkit: {
    trees: [
      [
        'SPAN forecast',
        '  SPAN generate',
        '    GENERATION emulated/gpt-4o',
        '    TOOL weather',
        '    SPAN generate',
        '      GENERATION emulated/gpt-4o',
      ],
    ],
    calls: [chat, chat],
    cost: 2 * chatCost,
  },
  mastra: {
    trees: [
      [
        'AGENT invoke_agent forecaster',
        '  SPAN model_generation gpt-4o',
        '    SPAN agent_step forecaster',
        '      GENERATION chat gpt-4o',
        '        SPAN model_chunk forecaster',
        '        SPAN model_chunk forecaster',
        '      TOOL weather',
        '    SPAN agent_step forecaster',
        '      GENERATION chat gpt-4o',
        '        SPAN model_chunk forecaster',
      ],
    ],
    calls: [chat, chat],
    cost: 2 * chatCost,
    told: { userId: 'user-1', sessionId: 'session-1' },
  },
  'google-adk': {
    trees: [
      [
        'SPAN invocation',
        '  AGENT invoke_agent forecaster',
        '    GENERATION call_llm',
        '      TOOL weather',
        '    GENERATION call_llm',
      ],
    ],
    calls: ['gemini-2.5-flash 110', 'gemini-2.5-flash 110'],
    cost: 2 * (100 * 0.3e-6 + 10 * 2.5e-6),
    silentRoot: true,
    told: { sessionId: expect.stringMatching(/^[\da-f-]{36}$/) },
  },
}
