export const scores = {
  scores: {
    add: 'Add score',
    edit: 'Edit score',
    editOf: 'Edit score {{name}}',
    deleteOf: 'Delete score {{name}}',
    deleteTitle: 'Delete this score?',
    deleteAction: 'Delete score',
    config: 'Score',
    free: 'Another name…',
    name: 'Name',
    type: 'Type',
    typeOf: { NUMERIC: 'Number', BOOLEAN: 'True or false', CATEGORICAL: 'Category', TEXT: 'Text' },
    value: 'Value',
    bounds: '({{min}} to {{max}})',
    comment: 'Comment (optional)',
    save: 'Save',
  },
} as const
