import {
  Bot,
  Boxes,
  ChartNoAxesColumn,
  ChartPie,
  KeyRound,
  LayoutDashboard,
  ListTree,
  MessagesSquare,
  ScrollText,
  Settings,
  Users,
  UsersRound,
  Waypoints,
} from 'lucide-react'

/** Pages of a project, as the navigation and the command menu list them. */
export const pages = [
  { key: 'dashboard', to: '/project/$projectId', icon: LayoutDashboard, exact: true },
  { key: 'dashboards', to: '/project/$projectId/dashboards', icon: ChartPie, exact: false },
  { key: 'traces', to: '/project/$projectId/traces', icon: ListTree, exact: false },
  { key: 'sessions', to: '/project/$projectId/sessions', icon: MessagesSquare, exact: false },
  { key: 'agents', to: '/project/$projectId/agents', icon: Bot, exact: false },
  { key: 'users', to: '/project/$projectId/users', icon: Users, exact: false },
  { key: 'usage', to: '/project/$projectId/usage', icon: ChartNoAxesColumn, exact: false },
  { key: 'requests', to: '/project/$projectId/requests', icon: ScrollText, exact: false },
  { key: 'virtualKeys', to: '/project/$projectId/virtual-keys', icon: KeyRound, exact: false },
  { key: 'teams', to: '/project/$projectId/teams', icon: UsersRound, exact: false },
  { key: 'models', to: '/project/$projectId/models', icon: Boxes, exact: false },
  { key: 'gateway', to: '/project/$projectId/gateway', icon: Waypoints, exact: false },
  { key: 'settings', to: '/project/$projectId/settings', icon: Settings, exact: false },
] as const
