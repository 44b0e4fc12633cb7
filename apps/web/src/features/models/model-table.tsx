import type { GatewayDeployment } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Absent, Muted } from '../traces/cells.tsx'
import type { ModelLayer } from './model-layers.tsx'
import { ModelMenu } from './model-menu.tsx'
import { ModelTest } from './model-test.tsx'

interface ModelTableProps {
  readonly projectId: string
  readonly deployments: readonly GatewayDeployment[]
  readonly mayTest: boolean
  /** Absent: the reader may change none. */
  readonly onLayer?: (layer: ModelLayer) => void
}

const columns = [
  { id: 'group' },
  { id: 'model' },
  { id: 'state' },
  { id: 'provider' },
  { id: 'region' },
  { id: 'inputPrice', isFigure: true },
  { id: 'outputPrice', isFigure: true },
  { id: 'context', isFigure: true },
  { id: 'fallbacks' },
] as const

/** Deployments of the gateway, each group together. */
export function ModelTable({ projectId, deployments, mayTest, onLayer }: ModelTableProps) {
  const { t } = useTranslation()
  return (
    <ListTable
      label={t('app.page.models')}
      columns={columns.map((column) => ({ ...column, label: t(`models.column.${column.id}`) }))}
      unnamedColumns={(mayTest ? 1 : 0) + (onLayer ? 1 : 0)}
    >
      {deployments.map((deployment) => (
        <ModelRow
          key={deployment.id}
          projectId={projectId}
          deployment={deployment}
          mayTest={mayTest}
          {...(onLayer ? { onLayer } : {})}
        />
      ))}
    </ListTable>
  )
}

const million = 1_000_000

function Price({ perToken }: { readonly perToken: number | null }) {
  const { cost } = useFormats()
  return perToken === null ? <Absent /> : cost(perToken * million)
}

interface ModelRowProps {
  readonly projectId: string
  readonly deployment: GatewayDeployment
  readonly mayTest: boolean
  readonly onLayer?: (layer: ModelLayer) => void
}

function ModelRow({ projectId, deployment, mayTest, onLayer }: ModelRowProps) {
  const { t } = useTranslation()
  const { compact } = useFormats()
  const { id, group, model, provider, region, isResting, fallbacks, maxInputTokens } = deployment
  const figure = 'px-2 text-right whitespace-nowrap text-ink-2 tabular'
  return (
    <tr className="h-11 hover:bg-hover">
      <th scope="row" className="max-w-64 px-2 pl-4 text-left font-normal">
        <Link
          to="/project/$projectId/requests"
          params={{ projectId }}
          search={{ model: [model], range: '7d' }}
          title={group}
          className="block truncate font-medium text-ink hover:underline"
        >
          {group}
        </Link>
      </th>
      <td className="max-w-72 px-2">
        <Muted text={model} mono />
      </td>
      <td className="px-2">
        <Badge tone={isResting ? 'warn' : 'ok'} {...(isResting ? { title: t('models.restingText') } : {})}>
          {t(isResting ? 'models.resting' : 'models.ready')}
        </Badge>
      </td>
      <td className="px-2">
        <Muted text={provider} />
      </td>
      <td className="px-2 whitespace-nowrap">
        <Muted text={region} />
      </td>
      <td className={figure}>
        <Price perToken={deployment.inputPrice} />
      </td>
      <td className={figure}>
        <Price perToken={deployment.outputPrice} />
      </td>
      <td className={figure}>{maxInputTokens === null ? <Absent /> : compact(maxInputTokens)}</td>
      <td className="max-w-56 px-2">
        <Muted text={fallbacks.join(' → ')} />
      </td>
      {mayTest && (
        <td className="w-72 max-w-72 px-2">
          <ModelTest projectId={projectId} id={id} name={group} />
        </td>
      )}
      {onLayer && (
        <td className="w-12 px-2 text-right">
          {deployment.addedAs !== null && <ModelMenu deployment={deployment} onLayer={onLayer} />}
        </td>
      )}
    </tr>
  )
}
