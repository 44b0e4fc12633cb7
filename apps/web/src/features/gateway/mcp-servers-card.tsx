import type { GatewaySetup } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { useSession } from '../session/session.ts'
import { ConnectionTest } from './connection-test.tsx'
import { useTestMcpServer } from './setup.ts'
import { NothingSet, SetupItem, SetupList } from './setup-rows.tsx'

type McpServer = GatewaySetup['mcpServers'][number]

interface McpServersCardProps {
  readonly projectId: string
  readonly servers: readonly McpServer[]
  readonly mayTest: boolean
}

/** Servers whose tools agents may call through the gateway. */
export function McpServersCard({ projectId, servers, mayTest }: McpServersCardProps) {
  const { t } = useTranslation()
  const { gatewayUrl } = useSession()
  const title = t('gateway.mcp.title')
  if (servers.length === 0)
    return (
      <Card title={title}>
        <NothingSet text={t('gateway.mcp.none')} example="mcp_servers" />
      </Card>
    )
  return (
    <Card title={title} note={t('gateway.mcp.note')}>
      <SetupList label={title}>
        {servers.map((server) => (
          <McpServerItem key={server.name} projectId={projectId} server={server} mayTest={mayTest} />
        ))}
      </SetupList>
      <Snippet
        name={t('gateway.mcp.address')}
        text={`${gatewayUrl.replace(/\/+$/, '')}/mcp`}
        className="mx-4 mb-4"
      />
    </Card>
  )
}

interface McpServerItemProps {
  readonly projectId: string
  readonly server: McpServer
  readonly mayTest: boolean
}

function McpServerItem({ projectId, server, mayTest }: McpServerItemProps) {
  const { t } = useTranslation()
  const test = useTestMcpServer(projectId)
  const { name, prefix, description, transport } = server
  const notes = (
    <>
      <Badge>{t(`gateway.mcp.transport.${transport}`)}</Badge>
      {prefix !== name && <code className="font-mono">{prefix}</code>}
      {description}
    </>
  )
  return (
    <SetupItem name={name} notes={notes}>
      {mayTest && <ConnectionTest name={name} test={test} onTest={() => test.mutate(name)} />}
      {test.data && test.data.tools.length > 0 && (
        <ul aria-label={t('gateway.mcp.toolsOf', { name })} className="flex flex-wrap gap-1.5">
          {test.data.tools.map((tool) => (
            <li key={tool.name}>
              <Badge {...(tool.description === null ? {} : { title: tool.description })}>{tool.name}</Badge>
            </li>
          ))}
        </ul>
      )}
    </SetupItem>
  )
}
