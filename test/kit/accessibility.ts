import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly target: readonly string[] }[]
  }[]
}

interface Place {
  querySelector(selector: string): Place | null
}

/** What a page has that these tests name. */
interface InPage {
  readonly axe: { run(): Promise<AxeResult> }
  readonly document: Place
}

/** Faults that axe finds on the page, of every level, each with the elements at fault. */
export async function findViolations(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the page's content security policy would refuse that, as it should.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  return page.evaluate(async () => {
    const { axe, document } = globalThis as unknown as InPage
    const { violations } = await axe.run()
    // A tooltip and a menu belong to what opened them, not to where they float: they need not stand in a landmark.
    const floats = (target: readonly string[]) =>
      document.querySelector(target.join(' '))?.querySelector('[role=tooltip], [role=menu]')
    return violations.flatMap(({ id, nodes }) => {
      const atFault = nodes.filter(({ target }) => !(id === 'region' && floats(target)))
      if (atFault.length === 0) return []
      return [`${id}: ${atFault.map(({ html }) => html.slice(0, 200)).join(' | ')}`]
    })
  })
}
