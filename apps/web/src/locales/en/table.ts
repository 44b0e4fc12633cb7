export const table = {
  table: {
    columns: 'Columns',
    move: 'Move “{{name}}”',
    moveHint: 'Drag it, or use the arrow keys',
    moved: '“{{name}}” is now column {{place}} of {{total}}',
    pin: 'Keep “{{name}}” at the left',
    reset: 'Reset to default',
    chart: 'Chart above the list',
    bar: '{{time}}: {{rows}}, of which errors: {{errors}}',
    highest: 'Peak: {{rows}}',
    time: 'Time',
    rows: 'Rows',
    errors: 'Errors',
    rowHeight: { label: 'Row height', compact: 'Low', comfortable: 'Medium', tall: 'Tall' },
  },
} as const
