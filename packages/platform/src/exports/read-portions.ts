import type { Portion, RowKey } from './portion.ts'
import type { Page, RowSource } from './row-source.ts'

const keysAtOnce = 10_000
/** Bytes of texts of one portion, which is held some times over on its way; a single row may have more. */
const bytesAtOnce = 4_000_000
const mostRowsAtOnce = 2_000

/** All rows behind a place, in portions of bounded size. While one is encoded, the next is read. */
export function readPortions(source: RowSource, after: RowKey | null): AsyncGenerator<Portion, undefined> {
  return ahead(portionsOf(ahead(pagesOf(source, after))))
}

async function* pagesOf(source: RowSource, after: RowKey | null): AsyncGenerator<Page, undefined> {
  let cursor = after
  for (;;) {
    const page = await source.nextPage(cursor, keysAtOnce)
    if (page.keys.length > 0) yield page
    if (page.keys.length < keysAtOnce) return
    cursor = page.keys.at(-1) ?? null
  }
}

async function* portionsOf(pages: AsyncGenerator<Page, undefined>): AsyncGenerator<Portion, undefined> {
  for await (const page of pages) for (const keys of cut(page)) yield page.read(keys)
}

/** In their order, and no row is in two. */
function* cut({ keys, weightOf }: Page): Generator<readonly RowKey[]> {
  let portion: RowKey[] = []
  let bytes = 0
  for (const key of keys) {
    const weight = weightOf(key)
    const isFull = portion.length >= mostRowsAtOnce || bytes + weight > bytesAtOnce
    if (isFull && portion.length > 0) {
      yield portion
      portion = []
      bytes = 0
    }
    portion.push(key)
    bytes += weight
  }
  yield portion
}

/** The same items, of which the next one is always on its way. */
async function* ahead<T>(source: AsyncGenerator<T, undefined>): AsyncGenerator<T, undefined> {
  const next = () => {
    const item = source.next()
    // Whoever stops meanwhile does not ask for it.
    item.catch(() => undefined)
    return item
  }
  try {
    for (let item = next(); ; ) {
      const { value, done } = await item
      if (done) return
      item = next()
      yield value
    }
  } finally {
    await source.return(undefined)
  }
}
