// Putting HTML from the page (an answer, a jotting) into the text.
import { TextSelection } from '@tiptap/pm/state'
import { Slice } from '@tiptap/pm/model'
import { documentOf, nodesOf } from './html.js'

/**
 * Puts `html` into the text: words at the caret, blocks below the block the caret is in. `at` "end", or a text the writer has
 * not been in yet, puts it at the end. One step of undo.
 */
export function insertHtml(editor, html, at, visited) {
  const { state } = editor
  const { doc, schema } = state
  const nodes = nodesOf(html)
  const inline = ![...nodes.children].some((child) => child.matches('p, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, pre, hr, figure, table, div'))
  const atEnd = at === 'end' || !visited
  const { content } = documentOf(schema, nodes)
  const { tr } = state
  if (inline && !atEnd) {
    tr.replaceSelection(new Slice(content, 1, 1))
  } else {
    let place = doc.content.size
    const { $to } = state.selection
    if (!atEnd && $to.depth) place = $to.after(1)
    const before = doc.resolve(place).nodeBefore
    const empty = before?.type.name === 'paragraph' && !before.content.size
    tr.replaceWith(empty ? place - before.nodeSize : place, place, content)
    tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(place)), -1))
  }
  editor.view.dispatch(tr.scrollIntoView())
}
