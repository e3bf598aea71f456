// The link dialog: an address, the words where none are chosen, and a way to take the link off.
import { getMarkRange } from '@tiptap/core'
import { post, signedOut } from './request.js'
import { make, word } from './words.js'

/** The address a person meant, or null: "example.org" is https, "name@example.org" is mail, "/page" and "#part" stay. */
export function addressOf(typed) {
  const text = typed.trim()
  if (!text || /\s/.test(text)) return null
  if (/^[/#?]/.test(text)) return text
  if (/^(https?|mailto|tel):./i.test(text)) return text
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(text)) return `mailto:${text}`
  if (/^[a-z][a-z0-9+-]*:/i.test(text) && !/^[^/:]+\.[^/:]+:\d/.test(text)) return null
  const address = `https://${text}`
  return URL.canParse(address) && new URL(address).hostname.includes('.') ? address : null
}

/** The title of the page at `url`, as the site is told it: {title}, or {message} with why there is none. */
export async function titleAt(titles, url) {
  try {
    const answer = await post(titles, new URLSearchParams({ url }))
    return signedOut(answer) ? { message: word('failed_signed_out') } : await answer.json()
  } catch {
    return { message: word('entry_failed') }
  }
}

/** Builds the dialog once; returns the function that opens it for the editor's selection. */
export function linkDialog(editor, { titles } = {}) {
  const address = make('input', { id: 'link-address', type: 'text', inputmode: 'url', autocapitalize: 'none', autocomplete: 'off', spellcheck: 'false' })
  const text = make('input', { id: 'link-text', type: 'text', autocomplete: 'off' })
  const textLine = make('p', {}, make('label', { for: 'link-text', class: 'label' }, word('link_text')), text)
  const ask = make('button', { type: 'button', class: 'quiet' }, word('link_ask'))
  const wrong = make('p', { id: 'link-wrong', class: 'fix', role: 'alert' })
  const remove = make('button', { type: 'button', class: 'quiet' }, word('link_remove'))
  const cancel = make('button', { type: 'button', class: 'bare' }, word('link_cancel'))
  const form = make(
    'form',
    { novalidate: true, class: 'stack' },
    make('h2', { id: 'link-title' }, word('link_title')),
    make('p', {}, make('label', { for: 'link-address', class: 'label' }, word('link_address')), address),
    textLine,
    make('p', {}, ask),
    wrong,
    make('p', { class: 'acts' }, make('button', {}, word('link_keep')), remove, cancel),
  )
  const dialog = make('dialog', { id: 'link-dialog', class: 'leaf', 'aria-labelledby': 'link-title' }, form)
  document.body.append(dialog)

  let range = null

  const complain = (input, key) => {
    for (const other of [address, text]) {
      other.toggleAttribute('aria-invalid', false)
      other.removeAttribute('aria-describedby')
    }
    wrong.textContent = key ? word(key) : ''
    if (!input) return
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', 'link-wrong')
    input.focus()
  }
  const back = () => editor.view.focus()
  const close = () => (dialog.close(), back())

  dialog.addEventListener('close', back) // by Escape
  cancel.addEventListener('click', close)
  remove.addEventListener('click', () => {
    editor.chain().setTextSelection(range).unsetMark('link').setTextSelection(range.to).run()
    close()
  })
  // The page's own title, asked for by the site when the writer presses the button, and never before.
  ask.addEventListener('click', async () => {
    const url = addressOf(address.value)
    if (!url) return complain(address, 'link_wrong')
    complain()
    ask.disabled = true
    ask.textContent = word('link_asking')
    const said = await titleAt(titles, url)
    ask.disabled = false
    ask.textContent = word('link_ask')
    if (!dialog.open) return
    text.focus()
    if (addressOf(address.value) !== url) return
    if (said.title) text.value = said.title
    else wrong.textContent = said.message
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const href = addressOf(address.value)
    if (!href) return complain(address, 'link_wrong')
    const words = text.value.trim()
    if (!textLine.hidden && !words) return complain(text, 'link_wordless')
    const chain = editor.chain().setMeta('preventAutolink', true)
    if (textLine.hidden) {
      chain.setTextSelection(range).setMark('link', { href }).setTextSelection(range.to)
    } else {
      chain.insertContentAt(range, { type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] })
    }
    chain.unsetMark('link').run()
    close()
  })

  return () => {
    const { selection, schema } = editor.state
    const linked = getMarkRange(selection.$from, schema.marks.link) ?? getMarkRange(selection.$to, schema.marks.link)
    range = selection.empty && linked ? linked : { from: selection.from, to: selection.to }
    address.value = editor.getAttributes('link').href ?? ''
    // A link that shows its bare address is waiting for words.
    const shown = editor.state.doc.textBetween(range.from, range.to)
    const bare = linked && addressOf(shown) === address.value
    text.value = bare ? shown : ''
    textLine.hidden = range.from !== range.to && !bare
    ask.hidden = !titles || textLine.hidden
    remove.hidden = !linked
    complain()
    dialog.showModal()
    address.select()
  }
}
