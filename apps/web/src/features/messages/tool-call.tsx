import { isFields, type MessagePart, readContent, type ToolResult, textField } from '@kansoku/conversations'
import clsx from 'clsx'
import { ChevronRight, Wrench } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { JsonView } from '../json/json-view.tsx'
import { LongText } from './long-text.tsx'

type ToolCall = Extract<MessagePart, { type: 'toolCall' }>

const outputLimit = 1_200

/** Arguments in one line, for a call that is closed. */
function summaryOf(input: unknown): string {
  if (!isFields(input)) return typeof input === 'string' ? input : ''
  const [first] = Object.values(input)
  const text = typeof first === 'string' ? first : JSON.stringify(input)
  return text.slice(0, 160)
}

/** What a tool gave back: texts as text, everything else as JSON. */
export function ToolOutput({ output }: { readonly output: unknown }) {
  const { t } = useTranslation()
  const parts = readContent(output)
  const text = parts.length === 1 && parts[0]?.type === 'text' ? parts[0].text : undefined
  if (output === null || output === '')
    return <p className="text-xs text-ink-3">{t('messages.emptyResult')}</p>
  if (text === undefined)
    return (
      <JsonView value={isFields(output) ? (output.json ?? output) : output} label={t('messages.result')} />
    )
  return (
    <div className="rounded-md bg-sunken px-3 py-2 font-mono text-xs leading-5">
      <LongText text={text} limit={outputLimit} plain />
    </div>
  )
}

function Arguments({ input }: { readonly input: unknown }) {
  const { t } = useTranslation()
  if (input === undefined || input === null) return null
  const command = isFields(input) && Object.keys(input).length === 1 ? textField(input, 'command') : undefined
  if (command !== undefined || typeof input === 'string')
    return (
      <div className="rounded-md bg-sunken px-3 py-2 font-mono text-xs leading-5">
        <LongText text={command ?? String(input)} limit={outputLimit} plain />
      </div>
    )
  return <JsonView value={input} label={t('messages.arguments')} />
}

function Labelled({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div>
      <p className="mb-1 flex items-center gap-2 text-2xs font-medium text-ink-3">{label}</p>
      {children}
    </div>
  )
}

interface ToolCallViewProps {
  readonly call: ToolCall
  readonly result: ToolResult | undefined
  readonly initiallyOpen: boolean
}

/** A call with its arguments and, beneath, what came back. */
export function ToolCallView({ call, result, initiallyOpen }: ToolCallViewProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(initiallyOpen)
  return (
    <div className="my-2 overflow-hidden rounded-lg border border-line bg-surface">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 w-full items-center gap-2 px-2.5 py-1.5 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
      >
        <ChevronRight
          size={13}
          aria-hidden="true"
          className={clsx('shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
        />
        <Wrench size={14} aria-hidden="true" className="shrink-0 text-warn" />
        <span className="max-w-[60%] shrink-0 truncate font-mono text-xs font-medium">
          {call.name || t('messages.unnamedTool')}
        </span>
        {!open && (
          <span className="min-w-0 flex-1 truncate font-mono text-xs text-ink-3">
            {summaryOf(call.input)}
          </span>
        )}
        <span className="ml-auto flex shrink-0 gap-1.5">
          {result && (
            <Badge tone={result.isError ? 'danger' : 'ok'}>
              {result.isError ? t('messages.resultFailed') : t('messages.result')}
            </Badge>
          )}
        </span>
      </button>
      {open && (
        <div className="flex flex-col gap-3 border-t border-line p-3">
          <Labelled label={t('messages.arguments')}>
            <Arguments input={call.input} />
          </Labelled>
          {result && (
            <Labelled label={result.isError ? t('messages.resultFailed') : t('messages.result')}>
              <ToolOutput output={result.output} />
            </Labelled>
          )}
        </div>
      )}
    </div>
  )
}
