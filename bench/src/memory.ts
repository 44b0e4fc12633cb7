import { readFile } from 'node:fs/promises'
import { processesOf } from '@kansoku/test/kit/processes'
import { identityVariables, runCli, startProduct } from '@kansoku/test/kit/product'
import type { Figure } from './report.ts'

/** All processes together, the supervisor and Postgres included, idle after the demo. Linux only. */
export async function benchMemory(): Promise<Figure[]> {
  await using product = await startProduct()
  const demo = await runCli(['demo'], { ...identityVariables, KANSOKU_DATA_DIR: product.dataDir })
  if (demo.code !== 0) throw new Error(`the demo failed:\n${demo.output}`)
  const pids = [product.pid, ...(await processesOf(product.pid))]
  const megabytes = await Promise.all(pids.map(proportionalMegabytes))
  return [
    {
      name: `${pids.length} processes together`,
      value: `${Math.round(megabytes.reduce((a, b) => a + b, 0))} MB`,
    },
  ]
}

async function proportionalMegabytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024
}
