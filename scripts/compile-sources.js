// Loads what the processes of the product load, without starting anything, so that Node's compile cache holds it.
import { loadDrizzleAsCommonjs } from '../apps/server/src/lifecycle/drizzle-as-commonjs.ts'

loadDrizzleAsCommonjs()
const entries = [
  'apps/server/src/main.ts',
  'apps/server/src/start.ts',
  'packages/storage/src/analytics/embedded/open-embedded.ts',
  'apps/gateway/src/main.ts',
  'apps/gateway/src/log.ts',
  'apps/gateway/src/open-gateway.ts',
  'apps/cli/src/main.ts',
  'apps/cli/src/commands/start/start.ts',
  'apps/cli/src/commands/status.ts',
  'apps/cli/src/commands/demo/demo.ts',
]
for (const entry of entries) await import(new URL(`../${entry}`, import.meta.url))
