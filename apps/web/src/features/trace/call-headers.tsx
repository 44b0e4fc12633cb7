import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Pairs } from './group.tsx'

/** What the gateway writes in the place of a value that may be a secret. */
const hidden = '[hidden]'

const kinds = { request_headers: 'request', provider_headers: 'provider' } as const

type Metadata = Readonly<Record<string, unknown>>

/** The headers that a gateway kept of a call: the client's and those of the provider's answer. */
export function CallHeaders({ metadata }: { readonly metadata: Metadata }) {
  const { t } = useTranslation()
  return Object.entries(kinds).map(([name, kind]) => {
    const headers = metadata[name]
    if (typeof headers !== 'object' || headers === null) return null
    const pairs = Object.entries(headers).map(([header, value]): [string, ReactNode] => [
      header,
      value === hidden ? (
        <span className="text-ink-3 italic">{t('trace.headers.hidden')}</span>
      ) : (
        <span className="font-mono text-2xs break-all">{String(value)}</span>
      ),
    ])
    return (
      <Group key={name} title={t(`trace.headers.${kind}`)}>
        <Pairs pairs={pairs} />
      </Group>
    )
  })
}

/** Metadata without what `CallHeaders` shows. */
export function withoutHeaders(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !(name in kinds)))
}
