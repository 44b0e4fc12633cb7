export const table = {
  table: {
    columns: 'Columns',
    move: 'Move “{{name}}”',
    moveHint: 'Drag it, or use the arrow keys',
    moved: '“{{name}}” is now column {{place}} of {{total}}',
    pin: 'Keep “{{name}}” at the left',
    reset: 'Reset to default',
    rowHeight: { label: 'Row height', compact: 'Low', comfortable: 'Medium', tall: 'Tall' },
  },
} as const
