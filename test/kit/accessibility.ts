import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

interface Axe {
  run(options: { readonly runOnly?: readonly string[] }): Promise<AxeResult>
}

/** Of all rules those whose answer changes with the theme. */
export const rulesOfColour = ['color-contrast', 'link-in-text-block'] as const

/** Faults that axe finds on the page, of every level, each with the elements at fault; by all rules unless some are named. */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in globalThis`))) {
    // Evaluated, not added as a script: the page's content security policy would refuse that, as it should.
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  }
  const { violations } = await page.evaluate(
    (runOnly) => (globalThis as unknown as { axe: Axe }).axe.run(runOnly ? { runOnly } : {}),
    rules,
  )
  return violations.flatMap(({ id, nodes }) => {
    const atFault = nodes.filter(({ html }) => !(id === 'region' && floats(html)))
    if (atFault.length === 0) return []
    return [`${id}: ${atFault.map(({ html }) => html.slice(0, 200)).join(' | ')}`]
  })
}

/**
 * Tooltips and menus belong to what opened them, not to where they float: they need not stand in a landmark. Told by their
 * text, which axe shortens: they may be gone by now.
 */
function floats(html: string): boolean {
  return html.startsWith('<div data-radix-popper-co')
}
