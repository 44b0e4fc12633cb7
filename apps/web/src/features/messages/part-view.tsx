import {
  BookmarkCheck,
  Brain,
  CircleSlash,
  FileText,
  Film,
  Image,
  Lock,
  type LucideIcon,
  Volume2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { JsonView } from '../json/json-view.tsx'
import { LongText } from './long-text.tsx'
import type { MediaKind, MessagePart } from './message.ts'
import type { ToolResult } from './pair-results.ts'
import { ToolCallView, ToolOutput } from './tool-call.tsx'

const mediaIcons: Record<MediaKind, LucideIcon> = {
  image: Image,
  audio: Volume2,
  video: Film,
  file: FileText,
}

function Reasoning({ text, limit }: { readonly text: string; readonly limit: number }) {
  const { t } = useTranslation()
  return (
    <div className="my-2 border-l-2 border-violet/40 pl-3 text-sm text-ink-2">
      <p className="mb-0.5 flex items-center gap-1.5 text-2xs font-medium text-violet">
        <Brain size={12} aria-hidden="true" />
        {t('messages.reasoning')}
      </p>
      <LongText text={text} limit={limit} />
    </div>
  )
}

function MediaPlaceholder({
  kind,
  detail,
}: {
  readonly kind: MediaKind
  readonly detail?: string | undefined
}) {
  const { t } = useTranslation()
  const Icon = mediaIcons[kind]
  return (
    <span className="my-1 mr-2 inline-flex max-w-full items-center gap-2 rounded-lg border border-line border-dashed px-3 py-2 text-sm text-ink-2">
      <Icon size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
      {t(`messages.media.${kind}`)}
      {detail && <span className="truncate text-xs text-ink-3">{detail}</span>}
    </span>
  )
}

interface PartViewProps {
  readonly part: MessagePart
  readonly results: ReadonlyMap<string, ToolResult>
  /** Characters of a text shown at first. */
  readonly limit: number
  /** Calls of the answer are open, those of the history closed. */
  readonly openCalls: boolean
}

export function PartView({ part, results, limit, openCalls }: PartViewProps) {
  const { t } = useTranslation()
  switch (part.type) {
    case 'text':
      return <LongText text={part.text} limit={limit} />
    case 'reasoning':
      return <Reasoning text={part.text} limit={Math.min(limit, 1_200)} />
    case 'hiddenReasoning':
      return (
        <p className="my-1 flex items-center gap-1.5 text-xs text-ink-3">
          <Lock size={12} aria-hidden="true" />
          {t('messages.hiddenReasoning')}
        </p>
      )
    case 'toolCall':
      return (
        <ToolCallView
          call={part}
          result={part.id ? results.get(part.id) : undefined}
          initiallyOpen={openCalls}
        />
      )
    case 'toolResult':
      return (
        <div className="my-1">
          <Badge tone={part.isError ? 'danger' : 'ok'} className="mb-1">
            {part.isError ? t('messages.resultFailed') : t('messages.result')}
            {part.name && ` · ${part.name}`}
          </Badge>
          <ToolOutput output={part.output} />
        </div>
      )
    case 'media':
      return <MediaPlaceholder kind={part.kind} detail={part.detail} />
    case 'refusal':
      return (
        <p className="my-1 flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          <CircleSlash size={15} aria-hidden="true" className="mt-0.5 shrink-0" />
          <span>
            {t('messages.refusal')} {part.text}
          </span>
        </p>
      )
    case 'cachePoint':
      return (
        <p className="mt-1 flex items-center gap-1 text-2xs text-ok">
          <BookmarkCheck size={12} aria-hidden="true" />
          {t('messages.cachePoint')}
        </p>
      )
    case 'json':
      return <JsonView value={part.value} label="JSON" />
  }
}
