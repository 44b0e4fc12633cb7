import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

interface CodeBlockProps {
  readonly text: string
  readonly language?: string
}

export function CodeBlock({ text, language }: CodeBlockProps) {
  const { t } = useTranslation()
  return (
    <div className="group relative my-2 rounded-lg bg-sunken">
      {language && (
        <p className="border-b border-line/70 px-3 py-1 text-2xs text-ink-3">{language.slice(0, 40)}</p>
      )}
      <ScrollRegion label={t('messages.code')} className="overflow-x-auto px-3 py-2">
        <pre className="font-mono text-xs leading-5">{text}</pre>
      </ScrollRegion>
      <CopyButton
        text={text}
        className="absolute top-1 right-1 bg-sunken opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
      />
    </div>
  )
}
