import { afterAll, beforeAll } from 'vitest'
import { openPages, type Pages } from './pages.ts'
import { type Product, runDemo, startProduct } from './product.ts'

interface DemoPages {
  readonly product: Product
  readonly pages: Pages
}

/** The product with the demo's traffic and a browser for it, from before the first test of a file until after its last. */
export function demoPages(): DemoPages {
  let opened: DemoPages | undefined
  const parts = new AsyncDisposableStack()
  beforeAll(async () => {
    const product = parts.use(await startProduct())
    await runDemo(product)
    opened = { product, pages: parts.use(await openPages(product)) }
  })
  afterAll(() => parts.disposeAsync())
  const ready = () => {
    if (!opened) throw new Error('the demo is there once the tests of the file run')
    return opened
  }
  return {
    get product() {
      return ready().product
    },
    get pages() {
      return ready().pages
    },
  }
}
