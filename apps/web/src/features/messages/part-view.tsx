import type { MessagePart, ToolResult } from '@kansoku/conversations'
import { BookmarkCheck, Brain, CircleSlash, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { JsonView } from '../json/json-view.tsx'
import { MediaLabel } from '../media/media-label.tsx'
import { MediaView } from '../media/media-view.tsx'
import { LongText } from './long-text.tsx'
import { TextPart } from './text-part.tsx'
import { ToolCallView, ToolOutput } from './tool-call.tsx'

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
      return <TextPart text={part.text} limit={limit} />
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
      return part.reference ? (
        <MediaView reference={part.reference} />
      ) : (
        <MediaLabel kind={part.kind} detail={part.detail} />
      )
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
