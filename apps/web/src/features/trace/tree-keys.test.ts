import { expect, test } from 'vitest'
import type { TreeNode, TreeRow } from './tree.ts'
import { treeMove } from './tree-keys.ts'

const node = (id: string, children: readonly TreeNode[] = []): TreeNode => ({
  id,
  children,
  descendants: 0,
  cost: null,
  hasError: false,
})
const leaf = node('leaf')
const branch = node('branch', [leaf])
const rows: TreeRow[] = [
  { node: node('', [branch]), depth: 0, parentId: undefined },
  { node: branch, depth: 1, parentId: '' },
  { node: leaf, depth: 2, parentId: 'branch' },
]
const open = new Set<string>()

test('up and down, home and end move through what is in sight', () => {
  expect(treeMove('ArrowDown', rows, '', open)).toEqual({ select: 'branch' })
  expect(treeMove('ArrowUp', rows, 'leaf', open)).toEqual({ select: 'branch' })
  expect(treeMove('End', rows, '', open)).toEqual({ select: 'leaf' })
  expect(treeMove('Home', rows, 'leaf', open)).toEqual({ select: '' })
  expect(treeMove('ArrowDown', rows, 'leaf', open)).toBeUndefined()
})

test('right opens and then goes in, left closes and then goes out', () => {
  expect(treeMove('ArrowRight', rows, 'branch', new Set(['branch']))).toEqual({ toggle: 'branch' })
  expect(treeMove('ArrowRight', rows, 'branch', open)).toEqual({ select: 'leaf' })
  expect(treeMove('ArrowLeft', rows, 'branch', open)).toEqual({ toggle: 'branch' })
  expect(treeMove('ArrowLeft', rows, 'leaf', open)).toEqual({ select: 'branch' })
  expect(treeMove('ArrowLeft', rows, '', open)).toBeUndefined()
  expect(treeMove('ArrowRight', rows, 'leaf', open)).toBeUndefined()
})
