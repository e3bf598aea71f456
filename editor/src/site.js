// Every signed-in page: the jot box keeps a line without leaving the page, and boxes grow with what is written in them.
import { askAbout } from './ask.js'
import { newKey } from './device.js'
import { post } from './request.js'
import { forget, waiting } from './queue.js'

function jot(form) {
  const box = form.querySelector('input:not([type=hidden]), textarea')
  let status = form.querySelector('[role=status]')
  if (!status) {
    status = document.createElement('span')
    status.className = 's'
    status.setAttribute('role', 'status')
    form.append(status)
  }
  const key = form.querySelector('[name=save_key]') ?? document.createElement('input')
  key.type = 'hidden'
  key.name = 'save_key'
  key.value = newKey()
  form.append(key)
  let busy = false
  let passing = false

  box.addEventListener('input', () => (status.textContent = ''))
  form.addEventListener('submit', async (event) => {
    // The page that lists the jottings is asked for again, so that the new one stands there.
    if (passing || document.getElementById('jots')) return
    event.preventDefault()
    if (busy || !box.value.trim()) return
    busy = true
    const sent = box.value
    let answer = null
    try {
      answer = await post(form.getAttribute('action') ?? location.href, new FormData(form), { headers: { Accept: 'application/json' } })
    } catch {
      // No answer: the line stays in the box, with words that say so.
    }
    busy = false
    const words = { ...form.dataset, ...status.dataset } // data-kept, data-trouble
    const kept = answer?.ok && (answer.status === 204 || answer.headers.get('Content-Type')?.startsWith('application/json'))
    if (kept) {
      key.value = newKey()
      if (box.value === sent) box.value = ''
      box.dispatchEvent(new Event('change', { bubbles: true }))
      status.textContent = words.kept
    } else if (!answer || answer.status >= 500) {
      status.textContent = words.trouble
    } else if (answer.headers.get('Content-Type')?.startsWith('text/plain')) {
      status.textContent = await answer.text() // the site's own words
    } else {
      passing = true
      form.requestSubmit(event.submitter) // an ordinary post: the site's own page says what is needed
      passing = false
    }
  })
}

// Jottings that still wait on this device are said before signing out; they stay, for the person who wrote them.
function signOut(form) {
  let passing = false
  form.addEventListener('submit', async (event) => {
    if (passing) return
    event.preventDefault()
    const status = form.querySelector('[role=status]')
    const lines = await waiting(form.dataset.person)
    if (lines.length && !status.textContent) {
      status.textContent = form.dataset.waiting
      return
    }
    await forget()
    passing = true
    form.requestSubmit(event.submitter)
  })
}

function grow(box) {
  if (getComputedStyle(box).fieldSizing === 'content') return // the browser does it
  box.style.setProperty('block-size', 'auto')
  box.style.setProperty('block-size', `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`)
}

for (const form of document.querySelectorAll('form.jot')) jot(form)
for (const form of document.querySelectorAll('form.ask-about')) askAbout(form)
for (const form of document.querySelectorAll('form[data-waiting]')) signOut(form)
for (const box of document.querySelectorAll('textarea')) if (box.offsetParent) grow(box)
for (const event of ['input', 'change']) {
  document.addEventListener(event, ({ target }) => target instanceof HTMLTextAreaElement && grow(target))
}
