import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { belowBase } from '../lib/base-path.ts'
import { useDocumentTitle } from '../lib/document-title.ts'
import { followTheme } from './follow-theme.ts'
import { showSwaggerUi } from './swagger-ui.ts'

const documents = [
  { key: 'json', href: '/openapi.json' },
  { key: 'yaml', href: '/generated/api/openapi.yml' },
  { key: 'postman', href: '/generated/postman/collection.json' },
] as const

function Header() {
  const { t } = useTranslation()
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-[1460px] flex-wrap items-center gap-x-5 gap-y-1 px-5 py-3 text-sm">
        <a href={belowBase('/')} className="inline-flex items-center gap-1.5 text-ink-2 hover:text-ink">
          <ArrowLeft size={15} aria-hidden="true" />
          Kansoku
        </a>
        <h1 className="text-base font-semibold">{t('apiReference.title')}</h1>
        <nav aria-label={t('apiReference.downloads')} className="ml-auto flex flex-wrap gap-x-4">
          {documents.map(({ key, href }) => (
            <a key={key} href={belowBase(href)} download className="text-accent hover:underline">
              {t(`apiReference.document.${key}`)}
            </a>
          ))}
        </nav>
        <p className="w-full text-pretty text-ink-2">{t('apiReference.text')}</p>
      </div>
    </header>
  )
}

/** The public API with every operation to be tried out, drawn by Swagger UI from this server's own document. */
export function ApiReferencePage() {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  useDocumentTitle(t('apiReference.title'))
  useEffect(followTheme, [])
  useEffect(() => {
    if (place.current) showSwaggerUi(place.current).catch(() => setFailed(true))
  }, [])
  return (
    <>
      <Header />
      {failed && (
        <p role="alert" className="p-5 text-center text-sm text-danger">
          {t('apiReference.failed')}
        </p>
      )}
      <div ref={place} lang="en" />
    </>
  )
}
