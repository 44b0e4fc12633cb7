import { useNavigate, useRouter } from '@tanstack/react-router'
import {
  ArrowUpRight,
  BookOpen,
  FolderOpen,
  Languages,
  LogOut,
  type LucideIcon,
  Moon,
  Search,
  TriangleAlert,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSetPreferences } from '../features/account/preferences.ts'
import { projectsOf, useSession } from '../features/session/session.ts'
import { useSignOut } from '../features/session/sign-out.ts'
import { belowBase } from '../lib/base-path.ts'
import { foldText } from '../lib/fold-text.ts'
import { pages } from './pages.ts'
import { languageOptions, useThemeOptions } from './preference-menus.tsx'

export interface Command {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly icon: LucideIcon
  readonly run: () => void
}

/** True when every word of a text is somewhere in a label, however it is written (full width, capitals). */
function matchesWords(label: string, text: string): boolean {
  const where = foldText(label)
  return foldText(text)
    .split(/\s+/)
    .every((word) => where.includes(word))
}

function usePageCommands(projectId: string): Command[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const session = useSession()
  const group = t('app.pages')
  const toPages = pages.map(({ key, to, icon }) => ({
    id: `page-${key}`,
    label: t(`app.page.${key}`),
    group,
    icon,
    run: () => void navigate({ to, params: { projectId } }),
  }))
  const errors: Command = {
    id: 'errors',
    label: t('app.showErrors'),
    group,
    icon: TriangleAlert,
    run: () =>
      void navigate({
        to: '/project/$projectId/traces',
        params: { projectId },
        search: { level: ['ERROR'] },
      }),
  }
  const reference: Command = {
    id: 'api-reference',
    label: t('apiReference.title'),
    group,
    icon: BookOpen,
    run: () => location.assign(belowBase('/api-reference')),
  }
  const toProjects = projectsOf(session)
    .filter(({ id }) => id !== projectId)
    .map(({ id, name, organization }) => ({
      id: `project-${id}`,
      label: `${organization} / ${name}`,
      group: t('app.project'),
      icon: FolderOpen,
      run: () => void navigate({ to: '/project/$projectId', params: { projectId: id } }),
    }))
  return [...toPages, errors, reference, ...toProjects]
}

function usePreferenceCommands(): Command[] {
  const { t } = useTranslation()
  const { setPreferences } = useSetPreferences()
  const signOut = useSignOut()
  return [
    ...languageOptions.map(({ value, label }) => ({
      id: `language-${value}`,
      label,
      group: t('app.language'),
      icon: Languages,
      run: () => setPreferences({ language: value }),
    })),
    ...useThemeOptions().map(({ value, label }) => ({
      id: `theme-${value}`,
      label,
      group: t('app.theme.label'),
      icon: Moon,
      run: () => setPreferences({ theme: value }),
    })),
    {
      id: 'sign-out',
      label: t('session.signOut'),
      group: t('app.account'),
      icon: LogOut,
      run: () => signOut.mutate(),
    },
  ]
}

const looksLikeId = /^[\w:.-]{12,}$/

/** What somebody can do from anywhere, narrowed by a text; any text can be looked for in the traces. */
export function useCommands(projectId: string, text: string): Command[] {
  const { t } = useTranslation()
  const router = useRouter()
  const wanted = text.trim()
  const fixed = [...usePageCommands(projectId), ...usePreferenceCommands()]
  if (wanted === '') return fixed
  const group = t('app.page.traces')
  const search: Command = {
    id: 'search',
    label: t('app.searchTraces', { text: wanted }),
    group,
    icon: Search,
    run: () =>
      void router.navigate({
        to: '/project/$projectId/traces',
        params: { projectId },
        search: { q: wanted },
      }),
  }
  const open: Command = {
    id: 'open',
    label: t('app.openTrace', { id: wanted }),
    group,
    icon: ArrowUpRight,
    run: () =>
      void router.navigate({
        to: '/project/$projectId/traces/$traceId',
        params: { projectId, traceId: wanted },
      }),
  }
  const found = fixed.filter((command) => matchesWords(`${command.label} ${command.group}`, wanted))
  return [...(looksLikeId.test(wanted) ? [open] : []), ...found, search]
}
