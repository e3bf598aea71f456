// The dialog for a picture's words: what it shows, or that it is decoration; what stands below it; moving it or taking it out.
import { make, word } from './words.js'

const folded = (text) => text.replace(/\s+/g, ' ').trim()

/**
 * Builds the dialog once; `back` puts the keyboard back where it was.
 * ask({src, alt, caption, captioned, agreed, move, job}) resolves when it has closed: {alt, caption, consent}, {remove}, or {alt: null} for "later".
 * Where it may be said whether those in the picture `agreed`, consent is "given", "nobody", or "" to leave it as it is.
 * leave(job) closes it if it asks about that one.
 */
export function figureDialog(back) {
  const shown = make('img', { alt: '' })
  const alt = make('textarea', { id: 'picture-alt', rows: '2', 'aria-describedby': 'picture-hint', spellcheck: 'true' })
  const decorative = make('input', { id: 'picture-decorative', type: 'checkbox' })
  const caption = make('input', { id: 'picture-caption', type: 'text', autocomplete: 'off', spellcheck: 'true' })
  const captionLine = make('p', {}, make('label', { for: 'picture-caption', class: 'label' }, word('picture_caption')), caption)
  const choices = ['', 'given', 'nobody'].map((value) => make('option', { value }, word(`picture_consent_${value || 'as_it_is'}`)))
  const consent = make('select', { id: 'picture-consent' }, ...choices)
  const consentLine = make('p', {}, make('label', { for: 'picture-consent', class: 'label' }, word('picture_consent')), consent)
  const wrong = make('p', { id: 'picture-wrong', class: 'fix', role: 'alert' })
  const later = make('button', { type: 'button', class: 'bare' }, word('picture_later'))
  const remove = make('button', { type: 'button', class: 'quiet' }, word('picture_remove'))
  const up = make('button', { type: 'button', class: 'bare' }, word('picture_up'))
  const down = make('button', { type: 'button', class: 'bare' }, word('picture_down'))
  const moves = make('p', { class: 'acts' }, up, down)
  const form = make(
    'form',
    { novalidate: true, class: 'stack' },
    make('h2', { id: 'picture-title' }, word('picture_title')),
    make('p', { class: 'shown' }, shown),
    make(
      'p',
      {},
      make('label', { for: 'picture-alt', class: 'label' }, word('picture_alt')),
      alt,
      make('span', { id: 'picture-hint', class: 's' }, word('picture_alt_hint')),
    ),
    make('p', {}, make('label', { for: 'picture-decorative' }, decorative, word('picture_decorative'))),
    captionLine,
    consentLine,
    wrong,
    make('p', { class: 'acts' }, make('button', {}, word('picture_keep')), remove, later),
    moves,
  )
  const dialog = make('dialog', { id: 'picture-dialog', class: 'leaf', 'aria-labelledby': 'picture-title' }, form)
  document.body.append(dialog)

  let open = null // {done, job, move} while somebody is asked
  let said = null

  const complain = (key) => {
    wrong.textContent = key ? word(key) : ''
    alt.toggleAttribute('aria-invalid', false)
    if (!key) return
    alt.setAttribute('aria-invalid', 'true')
    alt.focus()
  }
  const close = (words) => {
    said = words
    dialog.close()
  }

  // Also by Escape: nothing is said then.
  dialog.addEventListener('close', () => {
    const { done } = open
    open = null
    shown.removeAttribute('src')
    back()
    done(said)
  })
  later.addEventListener('click', () => close({ alt: null }))
  remove.addEventListener('click', () => close({ remove: true }))
  up.addEventListener('click', () => open.move(-1))
  down.addEventListener('click', () => open.move(1))
  shown.addEventListener('error', () => (shown.hidden = true))
  decorative.addEventListener('change', () => {
    alt.disabled = decorative.checked
    complain()
  })
  // Enter keeps the words: a description is one line.
  alt.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const words = decorative.checked ? '' : folded(alt.value)
    if (!words && !decorative.checked) return complain('picture_wordless')
    close({ alt: words, caption: folded(caption.value), consent: consentLine.hidden ? '' : consent.value })
  })

  return {
    ask({ src, alt: words, caption: below, captioned, agreed, move, job }) {
      said = { alt: null }
      shown.hidden = !src
      if (src) shown.src = src
      alt.value = words ?? ''
      decorative.checked = words === ''
      alt.disabled = decorative.checked
      caption.value = below
      captionLine.hidden = !captioned
      consent.value = ''
      consentLine.hidden = !agreed
      moves.hidden = !move
      later.textContent = word(words === null ? 'picture_later' : 'link_cancel')
      complain()
      return new Promise((done) => {
        open = { done, job, move }
        dialog.showModal()
        ;(decorative.checked ? decorative : alt).focus()
      })
    },
    leave: (job) => open?.job === job && dialog.close(),
  }
}
