import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { Input } from '../../ui/field.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { followList, startDraft } from './search-draft.ts'

interface SearchBoxProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (text: string) => void
}

const pause = 350

/** Looks for what is typed after a short pause, and at once on Enter; never in the middle of a Japanese word. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [kept, setDraft] = useState(() => startDraft(value))
  const [composing, setComposing] = useState(false)
  const draft = followList(kept, value)
  if (draft !== kept) setDraft(draft)
  const { text } = draft
  const write = (next: string) => setDraft((before) => ({ ...before, text: next }))
  const apply = useEffectEvent((next: string) => {
    const wanted = next.trim()
    if (wanted === value) return
    setDraft((before) => ({ ...before, sent: [...before.sent, wanted] }))
    onChange(wanted)
  })
  useEffect(() => {
    if (composing || text.trim() === value) return
    const timer = setTimeout(() => apply(text), pause)
    return () => clearTimeout(timer)
  }, [text, composing, value])
  useHotkeys({ '/': () => input.current?.focus() })
  return (
    <search className="relative min-w-0 flex-1 sm:max-w-80">
      <Search
        size={15}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
      />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={500}
        className="peer px-8 [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => write(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') apply(text)
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {text === '' ? (
        <span className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 pointer-coarse:hidden peer-focus:hidden">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <button
          type="button"
          aria-label={t('traces.clearSearch')}
          onClick={() => {
            write('')
            apply('')
          }}
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center rounded-md text-ink-3 hover:text-ink"
        >
          <X size={14} />
        </button>
      )}
    </search>
  )
}
