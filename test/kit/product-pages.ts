import { afterAll, beforeAll } from 'vitest'
import { openPages, type Pages } from './pages.ts'
import { type Product, runDemo, startProduct } from './product.ts'

interface ProductPages {
  readonly product: Product
  readonly pages: Pages
}

/**
 * The product and a browser for it, from before the first test of a file until after its last.
 * @param prepare what must have happened before the first page is opened
 */
export function productPages(prepare?: (product: Product) => Promise<void>): ProductPages {
  let opened: ProductPages | undefined
  const parts = new AsyncDisposableStack()
  beforeAll(async () => {
    const product = parts.use(await startProduct())
    await prepare?.(product)
    opened = { product, pages: parts.use(await openPages(product)) }
  })
  afterAll(() => parts.disposeAsync())
  const ready = () => {
    if (!opened) throw new Error('the product is there once the tests of the file run')
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

/** With the demo's traffic. */
export const demoPages = (): ProductPages => productPages(runDemo)
