import type { ToolResult, Turn } from '@kansoku/conversations'
import clsx from 'clsx'
import { Bot, type LucideIcon, MessageSquare, ShieldCheck, User, Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/copy-button.tsx'
import { PartView } from './part-view.tsx'

const knownRoles = ['system', 'developer', 'user', 'assistant', 'tool'] as const
type KnownRole = (typeof knownRoles)[number]

const icons: Record<KnownRole, LucideIcon> = {
  system: ShieldCheck,
  developer: ShieldCheck,
  user: User,
  assistant: Bot,
  tool: Wrench,
}
const markers: Record<KnownRole, string> = {
  system: 'bg-sunken text-ink-3',
  developer: 'bg-sunken text-ink-3',
  user: 'bg-ink text-canvas',
  assistant: 'bg-accent-soft text-accent-strong',
  tool: 'bg-warn-soft text-warn',
}
/** Characters shown at first: instructions are read once, answers every time. */
const limits: Record<KnownRole, number> = {
  system: 360,
  developer: 360,
  user: 2_400,
  assistant: 6_000,
  tool: 1_200,
}

const toKnown = (role: string) => knownRoles.find((known) => known === role)

function textOf(turn: Turn): string {
  return turn.parts
    .map((part) =>
      'text' in part ? part.text : part.type === 'cachePoint' ? '' : JSON.stringify(part, null, 2),
    )
    .filter((text) => text !== '')
    .join('\n\n')
}

interface TurnViewProps {
  readonly turn: Turn
  readonly results: ReadonlyMap<string, ToolResult>
  readonly isAnswer: boolean
}

export function TurnView({ turn, results, isAnswer }: TurnViewProps) {
  const { t } = useTranslation()
  const role = toKnown(turn.role)
  const Icon = role ? icons[role] : MessageSquare
  const label = role ? t(`messages.role.${role}`) : turn.role
  const limit = isAnswer ? 20_000 : role ? limits[role] : 1_200
  return (
    <li
      {...(isAnswer ? { 'data-answer': '' } : {})}
      className="group flex scroll-mt-2 gap-3 py-3 [contain-intrinsic-size:auto_8rem] [content-visibility:auto] max-sm:gap-2.5"
    >
      <span
        aria-hidden="true"
        className={clsx(
          'mt-px flex size-6 shrink-0 items-center justify-center rounded-md',
          role ? markers[role] : 'bg-sunken text-ink-3',
        )}
      >
        <Icon size={14} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex h-6 items-center gap-2">
          <h3 className="text-xs font-semibold text-ink-2">{label}</h3>
          {turn.name && <span className="truncate text-xs text-ink-3">{turn.name}</span>}
          <CopyButton
            text={() => textOf(turn)}
            label={t('messages.copy')}
            className="ml-auto opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
          />
        </div>
        <div className="text-base leading-6">
          {turn.parts.map((part, index) => (
            <PartView key={index} part={part} results={results} limit={limit} openCalls={isAnswer} />
          ))}
          {turn.parts.length === 0 && <p className="text-sm text-ink-3">{t('messages.empty')}</p>}
        </div>
      </div>
    </li>
  )
}
