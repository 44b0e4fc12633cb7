import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Markdown } from '../markdown/markdown.tsx'
import { markdownLimit } from '../markdown/parse-markdown.ts'
import { cutText, textBlocks } from './text-length.ts'

interface LongTextProps {
  readonly text: string
  /** Characters shown at first. */
  readonly limit: number
  readonly plain?: boolean
}

function PlainText({ text }: { readonly text: string }) {
  return (
    <div className="break-words whitespace-pre-wrap">
      {textBlocks(text).map((block, index) => (
        <div key={index} className="[contain-intrinsic-size:auto_120rem] [content-visibility:auto]">
          {block}
        </div>
      ))}
    </div>
  )
}

export function LongText({ text, limit, plain = false }: LongTextProps) {
  const { t } = useTranslation()
  const { compact } = useFormats()
  const [all, setAll] = useState(false)
  const { shown, isCut } = cutText(text, limit)
  const visible = all ? text : shown
  return (
    <div className="min-w-0">
      {plain || visible.length > markdownLimit ? <PlainText text={visible} /> : <Markdown text={visible} />}
      {isCut && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="mt-1.5 rounded-sm text-xs font-medium text-accent hover:underline"
        >
          {all
            ? t('messages.showLess')
            : t('messages.showAll', { count: text.length, size: compact(text.length) })}
        </button>
      )}
    </div>
  )
}
