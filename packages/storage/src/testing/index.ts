export { openTestAnalytics } from './open-test-analytics.ts'
export { openTestMetadata } from './open-test-metadata.ts'
export { startTestPostgres, type TestPostgres, type TestPostgresOptions } from './start-test-postgres.ts'
