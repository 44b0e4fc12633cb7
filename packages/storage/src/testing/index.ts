export { openTestAnalytics } from './open-test-analytics.ts'
export { startTestPostgres, type TestPostgres, type TestPostgresOptions } from './start-test-postgres.ts'
