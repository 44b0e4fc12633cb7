import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd, modKey } from '../ui/kbd.tsx'

const shortcuts = [
  ['search', [modKey('K')]],
  ['find', ['/']],
  ['goDashboard', ['G', 'D']],
  ['goDashboards', ['G', 'W']],
  ['goTraces', ['G', 'T']],
  ['goObservations', ['G', 'O']],
  ['goSessions', ['G', 'S']],
  ['goAgents', ['G', 'A']],
  ['goUsers', ['G', 'U']],
  ['goUsage', ['G', 'C']],
  ['goRequests', ['G', 'R']],
  ['goVirtualKeys', ['G', 'K']],
  ['goTeams', ['G', 'B']],
  ['goBudgets', ['G', 'L']],
  ['goCustomers', ['G', 'N']],
  ['goModels', ['G', 'M']],
  ['goGateway', ['G', 'P']],
  ['goExports', ['G', 'E']],
  ['goSettings', ['G', ',']],
  ['next', ['J']],
  ['previous', ['K']],
  ['open', ['Enter']],
  ['select', ['X']],
  ['selectRange', ['Shift', 'X']],
  ['live', ['P']],
  ['tree', ['↑', '↓', '←', '→']],
  ['back', ['Esc']],
  ['navigation', ['[']],
  ['help', ['?']],
] as const

export function ShortcutsDialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog {...props} title={t('app.shortcuts')}>
      <dl className="grid gap-x-8 overflow-y-auto p-4 sm:grid-cols-2">
        {shortcuts.map(([name, keys]) => (
          <div key={name} className="flex min-h-9 items-center justify-between gap-3">
            <dt className="text-sm text-ink-2">{t(`shortcuts.${name}`)}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
