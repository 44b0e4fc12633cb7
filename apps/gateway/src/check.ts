import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type ConfigCheck, checkConfig, describeWarning } from '@kansoku/routing'
import { type Environment, loadOptions } from './provider-ports.ts'

/** Checks a config file as the gateway would load it. */
export function checkConfigFile(file: string, env: Environment): ConfigCheck {
  return checkConfig(file, loadOptions(env))
}

/** `node check.ts [--json] FILE`: a line for each model, warning and error; exit code 0 when the file loads. */
function main(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [file] = positionals
  if (file === undefined) {
    console.error('usage: check.ts [--json] FILE')
    return 2
  }
  const { models, warnings, errors } = checkConfigFile(file, process.env)
  if (values.json) {
    const described = errors.map((error) => ({
      file: error.file,
      line: error.line,
      message: error.message,
      remedy: error.remedy,
    }))
    console.log(JSON.stringify({ models, warnings, errors: described }, null, 2))
  } else {
    for (const { name, model } of models) console.log(`model   ${name}  →  ${model}`)
    for (const warning of warnings) console.log(`warning ${describeWarning(warning)}`)
    for (const error of errors) console.error(`error   ${error.describe()}`)
  }
  return errors.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = main(process.argv.slice(2))
