// The hidden field of files behind a button of the editor, and a form that waits while what was chosen is on its way to the site.
import { make } from './words.js'

/** A field beside `form` that gives take() the files chosen; while busy() is true the form stays, and waits() says why. */
export function chooser(form, accept, { take, busy, waits }) {
  const input = make('input', { type: 'file', accept, multiple: true, hidden: true, 'aria-hidden': 'true', tabindex: '-1' })
  input.addEventListener('change', () => {
    take([...input.files])
    input.value = ''
  })
  form.after(input)
  form.addEventListener('submit', (event) => {
    if (!busy()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    waits()
  })
  return input
}
