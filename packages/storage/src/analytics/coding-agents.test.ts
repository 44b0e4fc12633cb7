import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openTestAnalytics } from '../testing/index.ts'
import { splitStatements } from './split-statements.ts'

const file = join(import.meta.dirname, 'migrations/0009_coding_agents.sql')

test('calls of before the column are those of the agents that they name, also when the migration runs again', {
  timeout: 60_000,
}, async () => {
  await using analytics = await openTestAnalytics()
  await analytics.command('ALTER TABLE observations DROP COLUMN coding_agent')
  const agents = [
    'Cline/3.82.0',
    'claude-cli/2.1.330 (external, cli)',
    'RooCode/3.25',
    'OpenAI/JS 6.49.0',
    'Clinecat',
  ]
  for (const [index, user_agent] of agents.entries())
    await analytics.command(`INSERT INTO observations (project_id, id, start_time, metadata)
      VALUES ('p', '${index}', '2026-11-20 10:00:00', map('user_agent', '${user_agent}'))`)
  const statements = splitStatements(await readFile(file, 'utf8'))
  for (const statement of [...statements, ...statements]) await analytics.command(statement)
  const rows = await analytics.query({
    name: 'test/agents',
    sql: 'SELECT coding_agent AS agent FROM observations FINAL ORDER BY id',
    row: z.object({ agent: z.string() }),
  })
  expect(rows.map(({ agent }) => agent)).toEqual(['cline', 'claude-code', 'roo-code', '', ''])
})
