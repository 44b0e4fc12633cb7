const text = (description: string) => ({ type: 'string', description })

function tool(name: string, description: string, properties: Record<string, object>) {
  const parameters = { type: 'object', properties, required: Object.keys(properties) }
  return { type: 'function' as const, function: { name, description, parameters } }
}

/** Tools of a coding agent, in the shape of a chat completion request. */
export const demoTools = [
  tool('read_file', 'Read a file of the workspace and return its content with line numbers.', {
    path: text('Path of the file, relative to the workspace.'),
  }),
  tool('list_files', 'List files and folders below a folder of the workspace.', {
    path: text('Path of the folder.'),
  }),
  tool(
    'search_files',
    'Search the files below a folder for a regular expression and return matching lines.',
    {
      path: text('Path of the folder.'),
      regex: text('Regular expression in the syntax of Rust.'),
    },
  ),
  tool('write_to_file', 'Write a whole file, creating it and its folders when they do not exist.', {
    path: text('Path of the file.'),
    content: text('The complete new content.'),
  }),
  tool('replace_in_file', 'Replace one passage of a file; the passage must occur exactly once.', {
    path: text('Path of the file.'),
    search: text('The passage as it stands.'),
    replace: text('What takes its place.'),
  }),
  tool('execute_command', 'Run a command in a shell in the workspace and return its output and exit code.', {
    command: text('The command line.'),
  }),
  tool('attempt_completion', 'Tell the user that the task is done and what was achieved.', {
    result: text('A short account of the result.'),
  }),
]
