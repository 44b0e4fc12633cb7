import { Link, useParams } from '@tanstack/react-router'
import clsx from 'clsx'
import { BookOpen, Keyboard, LogOut, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSetPreferences } from '../features/account/preferences.ts'
import { useSession } from '../features/session/session.ts'
import { useSignOut } from '../features/session/sign-out.ts'
import { belowBase } from '../lib/base-path.ts'
import { useLanguage } from '../lib/language.ts'
import { type Theme, useTheme } from '../lib/theme.ts'
import { Kbd } from '../ui/kbd.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { languageOptions, useThemeOptions } from './preference-menus.tsx'
import { useShell } from './shell.ts'

function MenuBody() {
  const { t } = useTranslation()
  const { version } = useSession()
  const { openShortcuts } = useShell()
  const signOut = useSignOut()
  const { setPreferences } = useSetPreferences()
  const { projectId } = useParams({ from: '/project/$projectId' })
  return (
    <>
      <MenuChoice
        label={t('app.language')}
        value={useLanguage()}
        options={languageOptions}
        onChange={(language) => setPreferences({ language })}
      />
      <MenuSeparator />
      <MenuChoice<Theme>
        label={t('app.theme.label')}
        value={useTheme()}
        options={useThemeOptions()}
        onChange={(theme) => setPreferences({ theme })}
      />
      <MenuSeparator />
      <MenuItem asChild>
        <Link to="/project/$projectId/settings/account" params={{ projectId }}>
          <UserRound size={15} aria-hidden="true" />
          {t('app.account')}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <a href={belowBase('/api-reference')}>
          <BookOpen size={15} aria-hidden="true" />
          {t('apiReference.title')}
        </a>
      </MenuItem>
      <MenuItem onSelect={openShortcuts}>
        <Keyboard size={15} aria-hidden="true" />
        <span className="flex-1">{t('app.shortcuts')}</span>
        <Kbd>?</Kbd>
      </MenuItem>
      <MenuItem onSelect={() => signOut.mutate()}>
        <LogOut size={15} aria-hidden="true" />
        {t('session.signOut')}
      </MenuItem>
      <p className="px-2 pt-1 pb-1.5 text-2xs text-ink-3">{t('app.version', { version })}</p>
    </>
  )
}

export function UserMenu({ collapsed }: { readonly collapsed: boolean }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const name = user?.name || user?.email || ''
  return (
    <Menu
      side="top"
      trigger={
        <button
          type="button"
          className={clsx(
            'flex items-center gap-2.5 rounded-md text-left hover:bg-hover',
            collapsed ? 'mx-auto p-0.5' : 'px-1.5 py-1.5',
          )}
        >
          <span className="sr-only">{t('app.accountMenu', { name: collapsed ? name : '' })}</span>
          <span
            aria-hidden="true"
            className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-strong"
          >
            {[...name][0]?.toUpperCase()}
          </span>
          {!collapsed && (
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm leading-4 font-medium">{name}</span>
              <span className="block truncate text-2xs text-ink-3">{user?.email}</span>
            </span>
          )}
        </button>
      }
    >
      <MenuBody />
    </Menu>
  )
}
