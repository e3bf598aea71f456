// The page of a search: what is found stands there while one types. Without this, the form is sent as it is.
import { asHtml } from './trusted.js'
const PAUSE_MS = 200

const form = document.querySelector('form.searching')
const found = document.getElementById('found')
const box = form?.elements.namedItem('q')

let asked = null
let waiting = 0
let shown = box?.value

function address() {
  const fields = new URLSearchParams(new FormData(form))
  for (const [name, value] of [...fields]) if (!value.trim()) fields.delete(name)
  const query = fields.toString()
  return query ? `${form.getAttribute('action')}?${query}` : form.getAttribute('action')
}

const status = () => found.querySelector('[role=status]')

async function look() {
  if (box.value === shown) return
  shown = box.value
  asked?.abort()
  asked = new AbortController()
  const at = address()
  try {
    const answer = await fetch(at, { headers: { 'X-Requested-With': 'fetch' }, signal: asked.signal, credentials: 'same-origin' })
    if (!answer.ok) throw new Error(String(answer.status))
    const page = new DOMParser().parseFromString(asHtml(await answer.text()), 'text/html')
    // The line that is read out stays, with other words; all else is new.
    status().textContent = page.querySelector('[role=status]').textContent.trim()
    found.querySelector('#hits').replaceWith(page.querySelector('#hits'))
    // The address is that of what is shown, so that going on to a note and back leads here again.
    history.replaceState(null, '', at)
  } catch (error) {
    if (error.name !== 'AbortError') status().textContent = found.dataset.trouble
  }
}

if (form && found && box) {
  box.addEventListener('input', (event) => {
    clearTimeout(waiting)
    if (!event.isComposing) waiting = setTimeout(look, PAUSE_MS)
  })
  box.addEventListener('compositionend', () => (waiting = setTimeout(look, PAUSE_MS)))
  form.addEventListener('submit', () => clearTimeout(waiting))
}
