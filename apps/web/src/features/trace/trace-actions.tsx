import { getTraceDocument, type TraceDetail } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import clsx from 'clsx'
import { Download, Ellipsis, Star, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { belowBase } from '../../lib/base-path.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import { SharePopover } from './share-popover.tsx'
import { useDeleteTrace, useEditTrace } from './trace-queries.ts'

interface TraceActionsProps {
  readonly projectId: string
  readonly trace: TraceDetail
  /** The list that the trace was opened from, and its page. */
  readonly list: TraceSearch
  readonly listPage: 'traces' | 'observations'
}

const icon = { size: 15, 'aria-hidden': true, className: 'text-ink-3' } as const

/** The browser saves it without the page ever holding it. */
function documentUrl(projectId: string, traceId: string): string {
  return belowBase(
    getTraceDocument.path
      .replace(':projectId', encodeURIComponent(projectId))
      .replace(':traceId', encodeURIComponent(traceId)),
  )
}

/** What can be done with a trace as a whole. */
export function TraceActions(props: TraceActionsProps) {
  const { projectId, trace } = props
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [isDeleting, setDeleting] = useState(false)
  const edit = useEditTrace(projectId, trace.id)
  const { bookmarked, mayAnnotate, mayDelete } = trace
  return (
    <>
      {mayAnnotate && (
        <IconButton
          label={t(bookmarked ? 'trace.unbookmark' : 'trace.bookmark')}
          onClick={() => edit.mutate({ bookmarked: !bookmarked })}
        >
          <Star size={16} className={clsx(bookmarked && 'fill-warn text-warn')} />
        </IconButton>
      )}
      {mayAnnotate && (
        <SharePopover
          projectId={projectId}
          trace={trace}
          isPending={edit.isPending}
          onChange={(isPublic) => edit.mutate({ public: isPublic })}
        />
      )}
      <Menu
        align="end"
        trigger={
          <IconButton label={t('trace.actions')}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <MenuItem asChild>
          <a href={documentUrl(projectId, trace.id)} download={`trace-${trace.id}.json`}>
            <Download {...icon} />
            {t('trace.download')}
          </a>
        </MenuItem>
        {mayDelete && (
          <>
            <MenuSeparator />
            <MenuItem onSelect={() => setDeleting(true)}>
              <Trash2 {...icon} />
              {t('trace.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      {edit.error && (
        <p role="alert" className="basis-full text-sm text-danger">
          {errorText(edit.error)}
        </p>
      )}
      {isDeleting && <DeleteTraceDialog {...props} onClose={() => setDeleting(false)} />}
    </>
  )
}

interface DeleteTraceDialogProps extends TraceActionsProps {
  readonly onClose: () => void
}

function DeleteTraceDialog({ projectId, trace, list, listPage, onClose }: DeleteTraceDialogProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toList = () =>
    void navigate({
      to: `/project/$projectId/${listPage}`,
      params: { projectId },
      search: list,
      replace: true,
    })
  const remove = useDeleteTrace(projectId, trace.id, toList)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('trace.deleteTitle')}
      action={t('trace.deleteAction')}
      onConfirm={() => remove.mutate()}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p className="font-medium text-ink">{trace.name ?? t('traces.unnamed')}</p>
      <p>{t('trace.deleteText', { count: trace.observationCount })}</p>
    </ConfirmDialog>
  )
}
