import { parentPort } from 'node:worker_threads'
import { bounded } from './bounded.ts'
import type { CountAnswer, CountTask, TokenText } from './count-messages.ts'
import { countText } from './count-text.ts'
import { loadEncoding } from './encoding.ts'

/** The thread that counts tokens: see `token-counter.ts`. */
parentPort?.on('message', async ({ id, texts }: CountTask) => {
  const counts: (number | null)[] = []
  for (const text of texts) counts.push(await count(text))
  parentPort?.postMessage({ id, counts } satisfies CountAnswer)
})

/** What cannot be counted has no count: nobody's data is worth less for that. */
async function count({ text, tokenizer }: TokenText): Promise<number | null> {
  try {
    return countText(text, tokenizer, bounded(await loadEncoding(tokenizer.encoding)))
  } catch {
    return null
  }
}
