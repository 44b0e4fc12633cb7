/** A page of the project and what on it is a first real row or chart. */
export interface BenchedPage {
  readonly path: string
  /** Its link in the navigation; absent where there is none. */
  readonly link?: string
  readonly real: string
}

const rows = 'main tbody td'
const chart = 'main .recharts-surface path'

export const pagesOfProject: readonly BenchedPage[] = [
  { path: '', link: 'Home', real: chart },
  { path: '/dashboards', link: 'Dashboards', real: rows },
  { path: '/dashboards/curated-cost', real: chart },
  { path: '/traces', link: 'Traces', real: rows },
  { path: '/observations', real: rows },
  { path: '/sessions', link: 'Sessions', real: rows },
  { path: '/users', link: 'Users', real: rows },
  { path: '/exports', link: 'Exports', real: 'main h2, main p' },
  { path: '/settings', link: 'Settings', real: 'main dd' },
]
