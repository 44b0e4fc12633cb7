import { z } from 'zod'
import { readFileSync } from 'node:fs'
import { openAnalytics } from '@kansoku/storage'
await using a = await openAnalytics({ kind: 'embedded', path: process.env.FOLDER ?? '/tmp/kansoku-bench-5000000/analytics', memoryMegabytes: 1024 })
const statements = readFileSync(process.argv[2]!, 'utf8').split(/;\s*\n/).map((s) => s.trim()).filter(Boolean)
for (const sql of statements) {
  const times: number[] = []
  let rows: unknown[] = []
  const isRead = /^(SELECT|EXPLAIN|WITH)/.test(sql)
  const c = process.cpuUsage()
  const n = isRead ? Number(process.argv[3] ?? 6) : 1
  for (let i = 0; i < n; i++) {
    const t = performance.now()
    if (isRead) rows = await a.query({ name: 'x', sql, row: z.unknown(), lane: 'report' })
    else await a.command(sql, {}, 'job')
    times.push(Math.round(performance.now() - t))
  }
  const u = process.cpuUsage(c)
  console.log(`\n${times.sort((x, y) => x - y).join(' ')} ms, CPU ${((u.user + u.system) / n / 1000).toFixed(1)}  ${rows.length} rows  ${sql.replace(/\s+/g, ' ').slice(0, 200)}`)
  if (sql.startsWith('EXPLAIN')) console.log(rows.map((r: any) => r.explain).join('\n'))
  else if (rows.length <= 12 && !process.argv[4]) console.log(JSON.stringify(rows).slice(0, 1500))
}
