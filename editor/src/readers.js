// Who may read a part of the note: chosen for the heading above the caret. A part is never for more people than what stands around it.
import { make, word } from './words.js'

/** The audiences that a part can be kept to, narrowest first; without one it is for whoever reads what stands around it. */
export const AUDIENCES = ['me', 'named', 'team', 'organisation']
const MARK = /(?<!\\)\{audience=([^{}\n]{0,40})\}$/

/** The words of a heading as Markdown has them, without the mark `{audience=team}` at their end, and the audience that it names: null for no mark, "me" for one that is none. */
export function marked(words) {
  const found = MARK.exec(words)
  if (!found) return { words, audience: null }
  const named = found[1].trim().toLowerCase()
  return { words: words.slice(0, found.index).trimEnd(), audience: AUDIENCES.includes(named) ? named : named === 'public' ? null : 'me' }
}

/** The heading of the part in which the selection begins: {node, position, around}, where `around` is the narrowest audience of the parts it stands in; null where there is none above. */
function partAt({ doc, selection }) {
  const last = selection.$from.index(0)
  const open = []
  let found = null
  doc.forEach((node, position, index) => {
    if (index > last || node.type.name !== 'heading') return
    while (open.length && open.at(-1).attrs.level >= node.attrs.level) open.pop()
    const ranks = open.map((each) => AUDIENCES.indexOf(each.attrs.audience)).filter((rank) => rank >= 0)
    found = { node, position, around: ranks.length ? Math.min(...ranks) : AUDIENCES.length }
    open.push(node)
  })
  return found
}

/** Builds the dialog once; returns the function that opens it for the part at the caret, or says why it cannot. */
export function readersDialog(editor, { notice }) {
  const title = make('h2', { id: 'readers-title' })
  const choice = (value, words, checked) => make('p', {}, make('label', {}, make('input', { type: 'radio', name: 'part-audience', value, checked }), ` ${words}`))
  const choices = make('fieldset', {})
  const cancel = make('button', { type: 'button', class: 'bare' }, word('link_cancel'))
  const form = make(
    'form',
    { novalidate: true, class: 'stack' },
    title,
    choices,
    make('p', { class: 's' }, word('part_hint')),
    make('p', { class: 'acts' }, make('button', {}, word('picture_keep')), cancel),
  )
  const dialog = make('dialog', { id: 'readers-dialog', class: 'leaf', 'aria-labelledby': 'readers-title' }, form)
  document.body.append(dialog)
  let part = null

  const back = () => editor.view.focus()
  dialog.addEventListener('close', back) // by Escape
  cancel.addEventListener('click', () => dialog.close())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { value } = choices.querySelector(':checked')
    const { tr } = editor.state
    // A choice of the writer's, and no heading that was lost: nothing warns of it.
    notice.say(word('part_kept', { heading: part.node.textContent || word('heading'), readers: choices.querySelector(':checked').labels[0].textContent.trim() }))
    editor.view.dispatch(tr.setNodeAttribute(part.position, 'audience', value || null).setMeta('readers', true))
    dialog.close()
  })

  return () => {
    part = partAt(editor.state)
    if (!part) {
      back()
      return notice.say(word('part_none'))
    }
    title.textContent = word('part_title', { heading: part.node.textContent || word('heading') })
    const now = part.node.attrs.audience
    const offered = AUDIENCES.filter((audience, rank) => rank < part.around || audience === now).reverse()
    choices.replaceChildren(
      make('legend', { class: 'vh' }, word('part_readers')),
      choice('', word(part.around < AUDIENCES.length ? 'part_around' : 'part_whole'), !now),
      ...offered.map((audience) => choice(audience, word(`part_${audience}`), audience === now)),
    )
    dialog.showModal()
    choices.querySelector(':checked').focus()
  }
}
