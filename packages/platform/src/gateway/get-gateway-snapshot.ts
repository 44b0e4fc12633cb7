import type { GatewaySnapshot } from '@kansoku/contracts'
import { apiKeys, gatewayKeys, projects, settings, versions } from '@kansoku/storage'
import { asc, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import type { GatewayKeyRow } from '../gateway-keys/key-columns.ts'
import { readGatewayModels } from '../gateway-models/gateway-models.ts'
import { defaultProjectSetting } from './default-project.ts'
import { type NamedLimits, permissionOf, readHolders, type SpendReset } from './snapshot-holders.ts'

/** What counts for a key besides the calls under its hash. */
export interface KeyHistory {
  readonly formerHashes: readonly string[]
  readonly reset?: SpendReset
}

/** What a gateway must know, all of one moment. Without an init project, calls land in the oldest one. */
export async function getGatewaySnapshot(ctx: PlatformContext): Promise<{
  snapshot: GatewaySnapshot
  /** By the hash of the key. */
  histories: ReadonlyMap<string, KeyHistory>
  /** By the id of the team. */
  teamResets: ReadonlyMap<string, SpendReset>
}> {
  return ctx.metadata.db.transaction(
    async (tx) => {
      const [version] = await tx.select().from(versions).where(eq(versions.kind, 'gateway'))
      const [chosen] = await tx.select().from(settings).where(eq(settings.key, defaultProjectSetting))
      const rows = await tx
        .select({ id: projects.id, name: projects.name, publicKey: apiKeys.publicKey })
        .from(projects)
        .leftJoin(apiKeys, eq(apiKeys.projectId, projects.id))
        .orderBy(asc(projects.createdAt), asc(projects.id), asc(apiKeys.createdAt), asc(apiKeys.publicKey))
      const byId = new Map<string, GatewaySnapshot['projects'][number]>()
      for (const { id, name, publicKey } of rows) {
        const project = byId.get(id) ?? { id, name, publicKeys: [] }
        byId.set(id, project)
        if (publicKey !== null) project.publicKeys.push(publicKey)
      }
      const all = [...byId.values()]
      const defaultProject = all.find((project) => project.id === chosen?.value) ?? all[0]
      const keys = await tx.select().from(gatewayKeys).orderBy(asc(gatewayKeys.hash))
      const { holders, members, limitsOf, teamResets } = await readHolders(tx)
      const snapshot = {
        version: version?.version ?? 0,
        defaultProjectId: defaultProject?.id ?? null,
        projects: all,
        takesTexts: true,
        keys: keys.map((key) => presentKey(key, limitsOf)),
        holders,
        members,
        models: await readGatewayModels(ctx, tx),
        spent: [],
      }
      return { snapshot, histories: new Map(keys.map((key) => [key.hash, historyOf(key)])), teamResets }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

function historyOf({ formerHashes, spendResetAt: at, spendResetTo: to }: GatewayKeyRow): KeyHistory {
  return { formerHashes, ...(at ? { reset: { at: at.getTime(), to } } : {}) }
}

function presentKey(row: GatewayKeyRow, limitsOf: NamedLimits): GatewaySnapshot['keys'][number] {
  return {
    hash: row.hash,
    alias: row.alias,
    projectId: row.projectId,
    teamId: row.teamId,
    userId: row.userId,
    models: [...row.models],
    modelAliases: row.modelAliases,
    metadata: row.metadata,
    limits: limitsOf(row),
    ...permissionOf(row),
    blocked: row.blocked,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}
