import { Counter, type Registry } from 'prom-client'

export function createMediaInstruments(registry: Registry) {
  const uploads = new Counter({
    name: 'kansoku_media_uploads_total',
    help: 'Uploads of files as clients report them.',
    labelNames: ['outcome'],
    registers: [registry],
  })
  return {
    /** `status`: what the store answered to the client. */
    reported(status: number): void {
      uploads.inc({ outcome: status >= 200 && status < 300 ? 'succeeded' : 'failed' })
    },
  }
}
