import { useHotkeys } from '../../lib/hotkeys.ts'

/** j and k move the focus between the links of the rows; Enter then opens one as any link. */
export function useRowKeys(): void {
  const move = (step: number) => () => {
    const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')]
    const current = links.indexOf(document.activeElement as HTMLElement)
    const next = current < 0 ? (step > 0 ? 0 : links.length - 1) : current + step
    const link = links[Math.max(0, Math.min(next, links.length - 1))]
    link?.focus()
    link?.scrollIntoView({ block: 'nearest' })
  }
  useHotkeys({ j: move(1), k: move(-1) })
}
