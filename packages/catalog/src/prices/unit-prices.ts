import { parseModelName } from '../models/model-name.ts'
import type { ModelPrice } from './model-price.ts'

/** US dollars for each unit that is not a token. Facts from the vendors' public price lists, November 2026. */
const TABLE: readonly (readonly [
  vendor: RegExp,
  models: RegExp,
  prices: Readonly<Record<string, number>>,
])[] = [
  [/^aws$/, /^amazon\.rerank-v1/, { searches: 0.001 }],
  [/^aws$/, /^cohere\.rerank-v3-5/, { searches: 0.002 }],
  [/^cohere/, /^rerank-/, { searches: 0.002 }],
  [/^aws$/, /^amazon\.nova-canvas/, { images: 0.04, images_premium: 0.06 }],
  [/^aws$/, /^amazon\.titan-image-generator-v2/, { images: 0.01, images_premium: 0.012 }],
  [/^aws$/, /^amazon\.titan-image-generator-v1/, { images: 0.01, images_premium: 0.012 }],
  [/^aws$/, /^stability\.stable-image-core/, { images: 0.04, images_premium: 0.04 }],
  [/^aws$/, /^stability\.sd3-5-large/, { images: 0.08, images_premium: 0.08 }],
  [/^aws$/, /^stability\.stable-image-ultra/, { images: 0.14, images_premium: 0.14 }],
  [/^google$/, /^imagen-4\.0-fast/, { images: 0.02 }],
  [/^google$/, /^imagen-4\.0-ultra/, { images: 0.06 }],
  [/^google$/, /^imagen-[34]/, { images: 0.04 }],
  [/^(?:openai|azure)$/, /^gpt-image-1-mini/, { input: 2e-6, output: 8e-6 }],
  [/^(?:openai|azure)$/, /^gpt-image-1/, { input: 5e-6, output: 40e-6 }],
  [/^(?:openai|azure)$/, /^tts-1-hd/, { characters: 30e-6 }],
  [/^(?:openai|azure)$/, /^tts-1/, { characters: 15e-6 }],
  [/^(?:openai|azure)$/, /^whisper/, { seconds: 0.0001 }],
  [/^groq$/, /^whisper-large-v3-turbo/, { seconds: 0.04 / 3600 }],
  [/^groq$/, /^whisper-large-v3/, { seconds: 0.111 / 3600 }],
]

/** The price of a model that is not, or not only, paid by tokens; null for every other one. */
export function findUnitPrice(model: string): ModelPrice | null {
  const { vendor, id, bedrock } = parseModelName(model)
  const name = bedrock?.base ?? id
  const row = TABLE.find(([vendors, models]) => vendors.test(vendor ?? 'openai') && models.test(name))
  if (!row) return null
  const tier = { isDefault: true, priority: 0, conditions: [], prices: row[2] }
  return {
    id: `units:${name}`,
    modelName: name,
    // Found by its row, never looked up by a pattern.
    matchPattern: '^$',
    pricingTiers: [{ id: `units:${name}:standard`, name: 'Standard', ...tier }],
  }
}
