import { describe, expect, test } from 'vitest'
import { en } from './en/index.ts'
import { ja } from './ja/index.ts'

type Texts = Map<string, string>

function flatten(node: object, path = '', texts: Texts = new Map()): Texts {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') texts.set(`${path}${key}`, value)
    else flatten(value as object, `${path}${key}.`, texts)
  }
  return texts
}

const english = flatten(en)
const japanese = flatten(ja)
const withoutSingular = (texts: Texts) => [...texts.keys()].filter((key) => !key.endsWith('_one')).sort()
const placeholders = (text: string) => new Set(text.match(/\{\{\w+\}\}/g))

describe('catalogues', () => {
  test('have the same keys; Japanese knows no singular', () => {
    expect(withoutSingular(japanese)).toEqual(withoutSingular(english))
    expect([...japanese.keys()].filter((key) => key.endsWith('_one'))).toEqual([])
  })

  test('have a plural for each singular', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true)
    }
  })

  test('leave nothing empty and fill in the same values', () => {
    for (const [key, text] of japanese) {
      expect(text.trim(), key).not.toBe('')
      const original = placeholders(english.get(key) ?? '')
      for (const placeholder of placeholders(text))
        expect(original, `${key} ${placeholder}`).toContain(placeholder)
      const missing = [...original].filter((placeholder) => !text.includes(placeholder))
      expect(missing, key).toEqual([])
    }
  })

  test('are translated: Japanese texts are in Japanese, but for names', () => {
    const names = /^[\w\s/.:-]*(\{\{\w+\}\}[\w\s/.:-]*)*$/
    const untranslated = [...japanese].filter(([, text]) => names.test(text)).map(([key]) => key)
    expect(untranslated).toEqual([
      'app.version',
      'batches.format.csv',
      'batches.format.json',
      'batches.format.jsonl',
      'batches.format.parquet',
      'search.field.id',
      'gateway.caching.placeOf.redis',
      'gateway.callbacks.kind.otlp',
      'gateway.callbacks.kind.mlflow',
      'gateway.callbacks.kind.webhook',
      'gateway.callbacks.kind.s3',
      'gateway.mcp.transport.http',
      'gateway.mcp.transport.sse',
      'dashboards.ofKansoku',
      'dashboards.ofApi',
      'widgets.aggregation.p50',
      'widgets.aggregation.p75',
      'widgets.aggregation.p90',
      'widgets.aggregation.p95',
      'widgets.aggregation.p99',
      'widgets.field.id',
      'traces.pageOf',
      'trace.json',
      'trace.perSecond',
      'trace.yes',
      'trace.no',
      'trace.id',
      'onboarding.way.cline',
      'onboarding.way.claudeCode',
      'onboarding.way.curl',
      'onboarding.way.openai',
      'onboarding.way.langchain',
      'onboarding.way.langfuse',
      'onboarding.way.otlp',
      'onboarding.way.liteLlm',
      'onboarding.way.clineMcp',
      'onboarding.way.claudeCodeMcp',
      'naming.way.langfuse',
      'naming.way.python',
      'virtualKeys.ofBudget',
    ])
  })
})
