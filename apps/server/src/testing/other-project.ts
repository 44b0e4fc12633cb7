import { initialize } from '@kansoku/platform'
import { basic, type TestServer } from './start-test-server.ts'

export const otherProjectId = 'other-project'

/** A second project in an organisation of its own; resolves to the value of its `authorization` header. */
export async function createOtherProject({ server }: TestServer): Promise<string> {
  const keys = { publicKey: 'pk-lf-other-project', secretKey: 'sk-lf-other-project' }
  await initialize(server.context, {
    organization: { id: 'other-org', name: 'Other' },
    project: { id: otherProjectId, name: 'Other', retentionDays: null, keys },
  })
  return basic(keys.publicKey, keys.secretKey)
}
