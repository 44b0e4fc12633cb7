export { ApiError, createClient, type KansokuClient } from './client.ts'
