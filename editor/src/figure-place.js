// Where a picture stands in the text, its words there, taking it out and moving it.
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { documentOf, nodesOf } from './html.js'
import { make } from './words.js'

/**
 * The picture at `place`, or else the one that is chosen, or that the caret is beside or below:
 * {at, node, figure: {at, node} or null}; null where there is none.
 */
export function pictureAt({ selection, doc }, place) {
  const $from = place === undefined ? selection.$from : doc.resolve(place)
  let figure = null
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === 'figure') figure = { at: $from.before(depth), node: $from.node(depth) }
  }
  const node = place === undefined ? selection instanceof NodeSelection && selection.node : doc.nodeAt(place)
  if (node?.type?.name === 'image') return { at: $from.pos, node, figure }
  if (node?.type?.name === 'figure') figure = { at: $from.pos, node }
  let found = null
  figure?.node.descendants((inside, offset) => {
    if (inside.type.name === 'image') found ??= { at: figure.at + 1 + offset, node: inside, figure }
  })
  return found
}

/** The caption of a picture's figure: {at, node}, or null. */
export function captionOf({ figure }) {
  let found = null
  figure?.node.forEach((node, offset) => {
    if (node.type.name === 'figcaption') found ??= { node, at: figure.at + 1 + offset }
  })
  return found
}

/** Gives a picture its words, as one change. A caption whose words are the same keeps its links and emphasis. */
export function writePicture(editor, picture, { alt, caption }) {
  const { tr, schema } = editor.state
  const old = captionOf(picture)
  tr.setNodeAttribute(picture.at, 'alt', alt)
  if (picture.figure && caption !== (old?.node.textContent.trim() ?? '')) {
    const figure = make('figure', {}, make('figcaption', {}, caption))
    const made = caption ? documentOf(schema, nodesOf(figure.outerHTML)).firstChild.lastChild : []
    const end = picture.figure.at + picture.figure.node.nodeSize - 1
    tr.replaceWith(old ? old.at : end, old ? old.at + old.node.nodeSize : end, made)
  }
  editor.view.dispatch(tr)
}

/** Takes a picture out, and with it the figure that held no other. */
export function removePicture(editor, picture) {
  let images = 0
  picture.figure?.node.descendants((node) => {
    images += node.type.name === 'image' ? 1 : 0
  })
  const { at, node } = images === 1 ? picture.figure : picture
  const { tr } = editor.state
  tr.delete(at, at + node.nodeSize)
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)))).scrollIntoView())
}

/** Moves a picture's figure past the block before it (`by` -1) or after it (1), still chosen; false where there is none. */
export function movePicture(editor, { at, figure }, by) {
  const { doc, tr } = editor.state
  const $at = doc.resolve(figure.at)
  const other = $at.parent.maybeChild($at.index() + by)
  if (!other) return false
  const to = by < 0 ? figure.at - other.nodeSize : figure.at + other.nodeSize
  tr.delete(figure.at, figure.at + figure.node.nodeSize).insert(to, figure.node)
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, to + at - figure.at)).scrollIntoView())
  return true
}
