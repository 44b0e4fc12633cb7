/** In the languages of the documentation. */
export type Texts = Readonly<Record<'en' | 'ja', string>>

export interface Generation {
  /** Also the name of its program. */
  readonly id: string
  readonly language: 'JavaScript' | 'Python'
  readonly packages: string
  readonly version: string
  readonly wire: 'ingestion' | 'OTLP'
  /** Features that it has not, and why. */
  readonly lacks: Readonly<Record<string, Texts>>
}

const javaScript = { language: 'JavaScript', lacks: {} } as const
const python = {
  language: 'Python',
  packages: 'langfuse',
  lacks: {
    langchain: {
      en: 'LangChain for Python is not among the packages of the matrix',
      ja: 'Python 版の LangChain は検証対象のパッケージに含まれていません',
    },
  },
} as const

export const generations: readonly Generation[] = [
  { ...javaScript, id: 'js-v3', packages: 'langfuse', version: '3.39.2', wire: 'ingestion' },
  { ...javaScript, id: 'js-v4', packages: '@langfuse/*', version: '4.6.1', wire: 'OTLP' },
  { ...javaScript, id: 'js-v5', packages: '@langfuse/*', version: '5.11.1', wire: 'OTLP' },
  { ...python, id: 'py-v2', version: '2.60.10', wire: 'ingestion' },
  { ...python, id: 'py-v3', version: '3.14.5', wire: 'OTLP' },
  { ...python, id: 'py-v4', version: '4.14.3', wire: 'OTLP' },
]
