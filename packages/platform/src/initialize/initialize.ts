import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { ensureApiKey } from './ensure-api-key.ts'
import { ensureOwner } from './ensure-owner.ts'
import { ensureDefaultProject, ensureOrganization, ensureProject } from './ensure-project.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** What `LANGFUSE_INIT_*` ask for. Parts without what they depend on are left out by the caller's configuration. */
export interface Initialization {
  readonly organization: { readonly id: string; readonly name: string }
  readonly project?: {
    readonly id: string
    readonly name: string
    readonly retentionDays: number | null
    readonly keys?: { readonly publicKey: string; readonly secretKey: string }
  }
  readonly user?: { readonly email: string; readonly name: string; readonly password: string }
}

/** What was created, for the log; `warnings` say what was asked for and left as it is. */
export interface InitializationReport {
  readonly created: readonly ('organization' | 'project' | 'api key' | 'user' | 'membership')[]
  readonly warnings: readonly string[]
}

/**
 * Creates the organisation, project, keys and owner that are missing, and changes nothing that exists, but for keys
 * that belong to another project: those move. Safe to run at every start and from several servers at once.
 * Source of the rules: Langfuse's documentation on headless initialization.
 */
export async function initialize(ctx: PlatformContext, input: Initialization): Promise<InitializationReport> {
  return ctx.metadata.db.transaction(async (tx) => {
    await oneAtATime(tx)
    const created: InitializationReport['created'][number][] = []
    const warnings: string[] = []
    let changed = false
    if (await ensureOrganization(tx, input.organization)) created.push('organization')
    if (input.project) {
      const { project } = input
      if (await ensureProject(tx, { ...project, organizationId: input.organization.id }, warnings)) {
        created.push('project')
      }
      changed = (await ensureDefaultProject(tx, project.id)) || created.includes('project')
      if (
        project.keys &&
        (await ensureApiKey(ctx, tx, { ...project.keys, projectId: project.id }, warnings))
      ) {
        created.push('api key')
        changed = true
      }
    }
    if (input.user) created.push(...(await ensureOwner(tx, input.user, input.organization.id)))
    if (changed) await announceGatewayChange(tx)
    return { created, warnings }
  })
}
