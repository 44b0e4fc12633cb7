import { registerHooks } from 'node:module'

/**
 * Loads drizzle-orm in its CommonJS form. Its ES modules import each other in circles, which costs Node 24's loader
 * 0.6 s and 100 MB at start; the other form is the same code without that. Effective for what is imported afterwards.
 */
export function loadDrizzleAsCommonjs(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      /^drizzle-orm(\/|$)/.test(specifier)
        ? next(specifier, { ...context, conditions: ['node', 'require', 'default'] })
        : next(specifier, context),
  })
}
