// Two texts of one note: the site's own panel with both, shown until the writer chooses.
import { make } from './words.js'
import { nodesOf } from './html.js'

/** The panel in `place` (#conflict). `flush` saves the last words before a choice goes to the site. */
export function conflictPanel({ place, flush, dirty }) {
  // The message alone is the alert: the two texts, which follow every save, are not read out again.
  const message = make('p', { role: 'alert', class: 'fix' })
  const both = make('div', { class: 'both' })
  let newest = ''
  let passing = false
  let opened = false

  let shown = ''
  const fill = () => {
    if (shown !== newest) both.replaceChildren(nodesOf(newest))
    shown = newest
  }

  place.addEventListener('submit', async (event) => {
    if (passing || !dirty()) return
    event.preventDefault()
    const text = event.target.dataset.text
    const button = [...event.target.elements].indexOf(event.submitter)
    if (!(await flush())) return
    fill() // the choice is between the texts as they are now
    const again = [...place.querySelectorAll('form')].find((form) => form.dataset.text === text)
    passing = true
    again?.requestSubmit(again.elements[button])
    passing = false
  })
  both.addEventListener('focusout', () => setTimeout(() => both.contains(document.activeElement) || fill(), 300))

  return {
    show({ message: text, conflict_html: html }) {
      place.hidden = false
      if (!opened) place.replaceChildren(message, both) // the page may have come with two texts already
      opened = true
      if (message.textContent !== text) message.textContent = text
      if (html === newest) return
      newest = html
      if (!both.contains(document.activeElement)) fill()
    },
  }
}
