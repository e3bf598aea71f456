// Places that wait to be written (…): coming to one takes hold of its dots, so that the first word typed stands in their stead.
import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'

const DOTS = /(?<!\S)…(?!\S)/g

/** The dots that the caret touches, as places in the document; null where it touches none. */
function dotsAt($from) {
  if (!$from.parent.isTextblock || $from.parent.type.spec.code) return null
  const text = $from.parent.textBetween(0, $from.parent.content.size, '\n', ' ')
  for (const found of text.matchAll(DOTS)) {
    if ($from.parentOffset >= found.index && $from.parentOffset <= found.index + 1) return { from: $from.start() + found.index, to: $from.start() + found.index + 1 }
  }
  return null
}

/** Only a move of the caret does it, and only once at a place: the next key goes on from there. */
export const Dots = Extension.create({
  name: 'dots',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, before, state) {
        const { selection } = state
        if (!selection.empty || transactions.some((each) => each.docChanged) || !transactions.some((each) => each.selectionSet)) return null
        const dots = selection instanceof TextSelection && dotsAt(selection.$from)
        if (!dots) return null
        const was = before.selection
        if (was.from >= dots.from && was.to <= dots.to) return null
        return state.tr.setSelection(TextSelection.create(state.doc, dots.from, dots.to))
      },
    }),
  ],
})
