import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { createTokenCounter } from './token-counter.ts'
import type { Tokenizer } from './tokenizer.ts'

const gpt: Tokenizer = { encoding: 'o200k_base', chat: { perMessage: 3, perName: 1 } }
const claude: Tokenizer = { encoding: 'claude', chat: null }

/** Threads of the counter, as it started them. */
function recordWorkers(source = new URL('./count-worker.ts', import.meta.url)) {
  const workers: Worker[] = []
  const startWorker = () => {
    const worker = new Worker(source)
    workers.push(worker)
    return worker
  }
  return { workers, startWorker }
}

test('texts are counted each by the tokenizer of its model', async () => {
  await using counter = createTokenCounter()
  const text = 'お誕生日おめでとう'
  const texts = [
    { text, tokenizer: gpt },
    { text: '[]', tokenizer: gpt },
    { text, tokenizer: claude },
  ]
  expect(await counter.count(texts)).toEqual([8, null, 10])
})

test('what was counted before needs no thread, which ends when it has nothing to do', async () => {
  const { workers, startWorker } = recordWorkers()
  await using counter = createTokenCounter({ startWorker, idleMs: 0 })
  const hello = { text: 'Hello, World!', tokenizer: gpt }
  expect(await counter.count([])).toEqual([])
  expect(workers).toHaveLength(0)
  expect(await counter.count([hello, hello])).toEqual([4, 4])
  await once(workers[0] as Worker, 'exit')
  expect(await counter.count([hello])).toEqual([4])
  expect(workers).toHaveLength(1)
  expect(await counter.count([{ ...hello, text: 'Hello' }, hello])).toEqual([1, 4])
  expect(workers).toHaveLength(2)
})

test('a thread that dies leaves its texts uncounted, and the next ones get another', async () => {
  const { workers, startWorker } = recordWorkers()
  await using counter = createTokenCounter({ startWorker })
  const counting = counter.count([{ text: 'Hello', tokenizer: gpt }])
  await workers[0]?.terminate()
  expect(await counting).toEqual([null])
  expect(await counter.count([{ text: 'Hello', tokenizer: gpt }])).toEqual([1])
})

test('a thread that cannot start counts nothing', async () => {
  const { startWorker } = recordWorkers(new URL('data:text/javascript,throw new Error("broken")'))
  await using counter = createTokenCounter({ startWorker })
  expect(await counter.count([{ text: 'Hello', tokenizer: gpt }])).toEqual([null])
})

test('who closes it while it counts gets no counts', async () => {
  const counter = createTokenCounter()
  const counting = counter.count([{ text: 'Hello', tokenizer: gpt }])
  await counter[Symbol.asyncDispose]()
  expect(await counting).toEqual([null])
})
