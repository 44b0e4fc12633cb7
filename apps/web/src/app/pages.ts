import { LayoutDashboard, ListTree, Settings } from 'lucide-react'

/** Pages of a project, as the navigation and the command menu list them. */
export const pages = [
  { key: 'dashboard', to: '/project/$projectId', icon: LayoutDashboard, exact: true },
  { key: 'traces', to: '/project/$projectId/traces', icon: ListTree, exact: false },
  { key: 'settings', to: '/project/$projectId/settings', icon: Settings, exact: false },
] as const
