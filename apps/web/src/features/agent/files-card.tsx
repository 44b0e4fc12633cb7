import type { AgentFile, AgentTaskDetail } from '@kansoku/contracts'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { EditSection } from './edit-section.tsx'
import { LineCounts } from './line-counts.tsx'

/** Files that are listed until somebody asks for all. */
const shownAtFirst = 20

interface FileRowProps {
  readonly projectId: string
  readonly task: AgentTaskDetail
  readonly file: AgentFile
  readonly openAtFirst: boolean
}

function FileHead({ file }: { readonly file: AgentFile }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { path, reads, edits, added, removed } = file
  return (
    <>
      <span className="min-w-0 flex-1 text-left font-mono text-xs">
        <MiddleCut text={path} />
      </span>
      <span className="shrink-0 text-xs text-ink-3 tabular max-sm:hidden">
        {[
          ...(reads > 0 ? [t('agents.reads', { count: reads, shown: number(reads) })] : []),
          ...(edits.length > 0
            ? [t('agents.edits', { count: edits.length, shown: number(edits.length) })]
            : []),
        ].join(' · ')}
      </span>
      {edits.length > 0 && <LineCounts added={added} removed={removed} />}
    </>
  )
}

function FileRow({ projectId, task, file, openAtFirst }: FileRowProps) {
  const id = useId()
  const [open, setOpen] = useState(openAtFirst)
  const rowClass = 'flex min-h-9 w-full items-center gap-2 pr-4 max-sm:pr-3'
  if (file.edits.length === 0)
    return (
      <li className={clsx(rowClass, 'border-t border-line pl-9.5 max-sm:pl-8.5')}>
        <FileHead file={file} />
      </li>
    )
  return (
    <li className="border-t border-line">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={clsx(rowClass, 'pl-4 hover:bg-hover focus-visible:-outline-offset-2 max-sm:pl-3')}
      >
        <ChevronRight
          size={14}
          aria-hidden="true"
          className={clsx('shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
        />
        <FileHead file={file} />
      </button>
      <ul
        id={id}
        hidden={!open}
        className="flex flex-col gap-4 px-4 pt-1 pb-4 [&[hidden]]:hidden max-sm:px-3"
      >
        {open &&
          file.edits.map((edit) => {
            const turn = task.turns[edit.turn]
            return (
              turn && (
                <EditSection
                  key={`${edit.turn} ${edit.place}`}
                  {...{ projectId, edit, turn }}
                  path={file.path}
                />
              )
            )
          })}
      </ul>
    </li>
  )
}

/** Files that a task read and changed, with their edits line by line. */
export function FilesCard({
  projectId,
  task,
}: {
  readonly projectId: string
  readonly task: AgentTaskDetail
}) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const [all, setAll] = useState(false)
  const { files } = task
  const shown = all ? files : files.slice(0, shownAtFirst)
  return (
    <Card title={t('agents.filesTitle')}>
      {files.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-3">{t('agents.noFiles')}</p>
      ) : (
        <ul>
          {shown.map((file, index) => (
            <FileRow key={file.path} {...{ projectId, task, file }} openAtFirst={index === 0} />
          ))}
        </ul>
      )}
      {shown.length < files.length && (
        <p className="border-t border-line px-4 py-2">
          <Button size="sm" onClick={() => setAll(true)}>
            {t('agents.allFiles', { count: files.length, shown: number(files.length) })}
          </Button>
        </p>
      )}
    </Card>
  )
}
