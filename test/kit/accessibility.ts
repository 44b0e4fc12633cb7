import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

interface AxeOptions {
  readonly runOnly?: readonly string[]
  readonly resultTypes: readonly string[]
  readonly selectors: boolean
  readonly preload: boolean
  readonly iframes: boolean
}

interface Axe {
  run(options: AxeOptions): Promise<AxeResult>
}

/** Nobody reads where passes are, nor how faults would be selected; pages have no frames, and no media that play by themselves. */
const lean = { resultTypes: ['violations'], selectors: false, preload: false, iframes: false }

/** Of all rules those whose answer changes with the theme. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'] as const

export type Theme = 'light' | 'dark'
export const themes: readonly Theme[] = ['light', 'dark']

/** But for those that never end, and for the colour of what has just arrived, which is long and in which all can be read. */
const motionEnded = `Promise.all(document.getAnimations()
  .filter((one) => one.animationName !== 'arrive' && one.effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished.catch(() => {})))`

/** A page in a theme has no fault that axe finds; one that was looked at in the light theme has colours left for the dark one. */
export async function expectNoFaults(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  // Colours on their way from one theme to the other are nobody's, nor those of what is still appearing.
  await page.evaluate(motionEnded)
  await expectNoViolations(page, theme === 'light' ? undefined : rulesOfColour, theme)
}

/** The page as it is has no fault that axe finds; by all rules unless some are named. */
export async function expectNoViolations(
  page: Page,
  rules?: readonly string[],
  message = 'faults',
): Promise<void> {
  // What is being read again is pale for a moment.
  await expect.poll(() => findViolations(page, rules), { message }).toEqual([])
}

/** Faults that axe finds on the page, of every level, each with the elements at fault; by all rules unless some are named. */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(`'axe' in globalThis`))) {
    // Evaluated, not added as a script: the page's content security policy would refuse that, as it should.
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  }
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: Axe }).axe.run(options),
    { ...lean, ...(rules ? { runOnly: rules } : {}) },
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
