import { type Check, runTool } from './check.ts'

/** Files, exports and dependencies that nothing uses; what the tool cannot see is named in `knip.json`. */
export const unusedCode: Check = {
  name: 'unused code',
  run: () => runTool('node_modules/knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
}
