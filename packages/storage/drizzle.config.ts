import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/metadata/schema/index.ts',
  out: './src/metadata/migrations',
  schemaFilter: ['kansoku'],
  migrations: { schema: 'kansoku', table: 'migrations' },
})
