// Tables of pasted text: those that hold figures stay tables, those that only lay a page out become paragraphs.
import { blank, inert, look, renamed, unwrap } from './paste_nodes.js'

/** Keeps tables of figures, with their head; takes layout, and rows and columns without a word at the edge, away. */
export function tablesOf(root) {
  for (const table of [...root.querySelectorAll('table')].reverse()) {
    evenOut(table)
    for (const row of [...table.rows].reverse()) {
      if ([...row.cells].every(blank)) row.remove()
      else break
    }
    trimColumns(table)
    const widest = Math.max(0, ...[...table.rows].map((row) => row.cells.length))
    if (widest < 2 || table.querySelector('table, h1, h2, h3, h4, h5, h6')) dissolve(table)
    else head(table)
  }
}

// A note's tables have one cell for each row and column: what a cell spanned beside its first place is empty.
function evenOut(table) {
  const owed = [] // for each column how many rows a cell above still reaches down
  for (const row of table.rows) {
    let column = 0
    const empty = (before) => row.insertBefore(inert.createElement('td'), before)
    const owing = (before) => {
      for (; owed[column] > 0; column++) {
        owed[column]--
        empty(before)
      }
    }
    for (const cell of [...row.cells]) {
      owing(cell)
      const { colSpan, rowSpan, nextSibling } = cell
      for (let times = 0; times < Math.min(colSpan, 50); times++, column++) {
        owed[column] = Math.min(rowSpan, 1000) - 1
        if (times) empty(nextSibling)
      }
      for (const name of ['colspan', 'rowspan']) cell.removeAttribute(name)
    }
    owing(null)
  }
}

function trimColumns(table) {
  const rows = [...table.rows]
  if (!rows.length) return
  const width = Math.max(...rows.map((row) => row.cells.length))
  for (let column = width - 1; column > 0; column--) {
    if (rows.some((row) => row.cells[column] && !blank(row.cells[column]))) break
    for (const row of rows) row.cells[column]?.remove()
  }
}

function dissolve(table) {
  const holder = inert.createElement('div')
  const caption = table.querySelector(':scope > caption')
  if (caption) holder.append(renamed(caption, 'p'))
  for (const row of [...table.rows]) for (const cell of [...row.cells]) holder.append(renamed(cell, 'div'))
  table.replaceWith(holder)
}

// Whether all words of a cell are bold, as people mark a heading row.
const bold = (cell) =>
  /font-weight:\s*(bold|[6-9]00)/i.test(look(cell)) ||
  [...cell.querySelectorAll('b, strong')].reduce((length, strong) => length + strong.textContent.trim().length, 0) >= cell.textContent.trim().length

function head(table) {
  const [first, ...rest] = table.rows
  if (!first || table.tHead || !rest.length) return
  const cells = [...first.cells]
  const headers = cells.every((cell) => cell.tagName === 'TH')
  const marked = cells.every((cell) => blank(cell) || bold(cell)) && !cells.every(blank) && !rest.every((row) => [...row.cells].every(bold))
  if (!headers && !marked) return
  for (const cell of cells) {
    for (const strong of cell.querySelectorAll('b, strong')) unwrap(strong)
    if (cell.tagName === 'TH') continue
    renamed(cell, 'th')
  }
  const section = inert.createElement('thead')
  table.querySelector(':scope > tbody, :scope > tr').before(section)
  section.append(first)
}
