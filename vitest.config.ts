import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{apps,packages,sdks,scripts}/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Bounds a hang; a machine that builds something else at the same time is no failure.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // The default leaves one processor idle: of two, half.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each starts whole products, which wait for processes and disks more than they compute.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
