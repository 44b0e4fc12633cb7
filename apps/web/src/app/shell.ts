import { createContext, use } from 'react'

/** Layers that any page may open. */
export interface Shell {
  readonly openNavigation: () => void
  readonly openSearch: () => void
  readonly openShortcuts: () => void
}

const nothing = () => undefined
export const ShellContext = createContext<Shell>({
  openNavigation: nothing,
  openSearch: nothing,
  openShortcuts: nothing,
})

export const useShell = (): Shell => use(ShellContext)
