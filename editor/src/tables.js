// Tables in the text: made, given rows and columns, and gone through with Tab. A change is one step of undo.
import { Extension } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

/** The table around the caret as rows of cells, and which of them the caret is in (row -1: the caption); null outside. */
function tableAt({ selection: { $from } }) {
  let depth = $from.depth
  while (depth && $from.node(depth).type.name !== 'table') depth--
  if (!depth) return null
  const table = $from.node(depth)
  const found = { pos: $from.before(depth), table, caption: null, rows: [], row: -1, column: 0 }
  let at = $from.start(depth)
  table.forEach((section, offset) => {
    if (section.type.name === 'caption') {
      found.caption = section
      return
    }
    section.forEach((row, inner) => {
      const start = at + offset + 1 + inner
      if ($from.pos > start && $from.pos < start + row.nodeSize) {
        found.row = found.rows.length
        row.forEach((cell, place) => (found.column += start + 1 + place + cell.nodeSize <= $from.pos ? 1 : 0))
      }
      const cells = []
      row.forEach((cell) => cells.push(cell))
      found.rows.push({ tag: section.attrs.tag, cells })
    })
  })
  return found
}

const width = ({ rows }) => Math.max(0, ...rows.map(({ cells }) => cells.length))
const emptyCell = ({ nodes }, tag) => nodes.tableCell.createAndFill({ tag })

function built(schema, { caption, rows }) {
  const { table, tableSection, tableRow } = schema.nodes
  const sections = []
  for (const { tag, cells } of rows) {
    if (sections.at(-1)?.tag !== tag) sections.push({ tag, rows: [] })
    sections.at(-1).rows.push(tableRow.create(null, cells))
  }
  return table.create(null, [...(caption ? [caption] : []), ...sections.map((each) => tableSection.create({ tag: each.tag }, each.rows))])
}

// Puts the caret at the end of a cell, or of the caption (row -1).
function caretIn(tr, pos, row, column) {
  const table = tr.doc.nodeAt(pos)
  let seen = -1
  let place = null
  table.descendants((node, offset, parent) => {
    if (node.type.name === 'caption') {
      if (row < 0) place = offset
      return false
    }
    if (node.type.name === 'tableRow') seen++
    if (node.type.name !== 'tableCell') return true
    const index = parent.children.indexOf(node)
    if (seen === row && (index === column || (index === parent.childCount - 1 && index < column))) place = offset
    return false
  })
  if (place === null) return tr
  const inside = pos + 1 + place
  return tr.setSelection(TextSelection.near(tr.doc.resolve(inside + tr.doc.nodeAt(inside).nodeSize - 1), -1))
}

function put(editor, { pos, table }, changed, row, column) {
  const { tr, schema } = editor.state
  if (!changed.rows.length || !width(changed)) {
    tr.delete(pos, pos + table.nodeSize)
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size))))
  } else {
    tr.replaceWith(pos, pos + table.nodeSize, built(schema, changed))
    caretIn(tr, pos, row, column)
  }
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
  return true
}

function addRow(editor, by) {
  const found = tableAt(editor.state)
  const { rows, row, column } = found
  const from = rows[Math.max(row, 0)]
  const inHead = from.tag === 'thead'
  const next = rows[row + 1]
  const cells = Array.from({ length: width(found) }, (_, at) => emptyCell(editor.schema, inHead ? 'td' : (from.cells[at]?.attrs.tag ?? 'td')))
  const place = Math.max(row, 0) + by
  const tag = inHead ? (next && next.tag !== 'thead' ? next.tag : 'tbody') : from.tag
  return put(editor, found, { ...found, rows: rows.toSpliced(place, 0, { tag, cells }) }, place, by && row >= 0 ? column : 0)
}

function addColumn(editor, by) {
  const found = tableAt(editor.state)
  const { rows, row, column } = found
  const place = column + by
  const wider = rows.map(({ tag, cells }) => ({ tag, cells: cells.toSpliced(place, 0, emptyCell(editor.schema, tag === 'thead' ? 'th' : 'td')) }))
  return put(editor, found, { ...found, rows: wider }, row, place)
}

function headRow(editor) {
  const found = tableAt(editor.state)
  const { rows, row, column } = found
  const headed = rows[0].tag === 'thead'
  const changed = rows.map((each, index) => {
    if (headed ? each.tag !== 'thead' : index) return each
    const tag = headed ? 'td' : 'th'
    return { tag: headed ? 'tbody' : 'thead', cells: each.cells.map((cell) => cell.type.create({ ...cell.attrs, tag, scope: null }, cell.content)) }
  })
  return put(editor, found, { ...found, rows: changed }, row, column)
}

function caption(editor) {
  const found = tableAt(editor.state)
  const words = found.caption ?? editor.schema.nodes.caption.createAndFill()
  return put(editor, found, { ...found, caption: words }, -1, 0)
}

/** What can be done to the table around the caret, by name: each takes the editor. */
export const tableActions = {
  row_below: (editor) => addRow(editor, 1),
  row_above: (editor) => addRow(editor, 0),
  column_after: (editor) => addColumn(editor, 1),
  column_before: (editor) => addColumn(editor, 0),
  head_row: headRow,
  caption,
  row_remove(editor) {
    const found = tableAt(editor.state)
    const rows = found.rows.toSpliced(Math.max(found.row, 0), 1)
    return put(editor, found, { ...found, rows }, Math.min(found.row, rows.length - 1), found.column)
  },
  column_remove(editor) {
    const found = tableAt(editor.state)
    const rows = found.rows.map(({ tag, cells }) => ({ tag, cells: cells.toSpliced(found.column, 1) }))
    return put(editor, found, { ...found, rows }, found.row, Math.max(0, found.column - 1))
  },
  table_remove: (editor) => put(editor, tableAt(editor.state), { rows: [] }),
}

export const inTable = (editor) => tableAt(editor.state) !== null

/** Puts a table of two columns with a heading row in the place of an empty line, or below the block the caret is in. */
export function insertTable(editor) {
  const { state, view, schema } = editor
  const { tr, selection } = state
  const { $to } = selection
  const top = $to.depth ? $to.node(1) : null
  const empty = top?.type.name === 'paragraph' && !top.content.size
  const from = empty ? $to.before(1) : $to.depth ? $to.after(1) : $to.pos
  const row = (tag, cell) => ({ tag, cells: [emptyCell(schema, cell), emptyCell(schema, cell)] })
  tr.replaceWith(from, empty ? $to.after(1) : from, built(schema, { rows: [row('thead', 'th'), row('tbody', 'td'), row('tbody', 'td')] }))
  caretIn(tr, from, 0, 0)
  view.dispatch(tr.scrollIntoView())
  view.focus()
  return true
}

function step(editor, by) {
  const found = tableAt(editor.state)
  if (!found || editor.isActive('listItem')) return false
  const { pos, rows, row, column } = found
  if (row < 0) return false
  let [toRow, toColumn] = [row, column + by]
  if (toColumn < 0) [toRow, toColumn] = [row - 1, Infinity]
  else if (toColumn >= rows[row].cells.length) [toRow, toColumn] = [row + 1, 0]
  if (toRow < 0) return true
  if (toRow >= rows.length) {
    addRow(editor, 1)
    const { tr } = editor.state
    editor.view.dispatch(caretIn(tr, pos, toRow, 0).setMeta('addToHistory', false))
    return true
  }
  editor.view.dispatch(caretIn(editor.state.tr, pos, toRow, toColumn).scrollIntoView())
  return true
}

/** Tab goes to the next cell, and makes a row after the last; Shift+Tab goes back. */
export const tableKeys = Extension.create({
  name: 'tableKeys',
  priority: 1500,
  addKeyboardShortcuts() {
    return { Tab: () => step(this.editor, 1), 'Shift-Tab': () => step(this.editor, -1) }
  },
})
