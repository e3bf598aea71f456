// A file too large for one form goes to the site in parts: stopped, cut off or closed in between, it goes on where it was.
import { post, signedOut } from './request.js'

const PATIENCE = 120_000 // milliseconds for one part on a slow line
const AGAIN = [2_000, 5_000, 15_000] // then every fifteen seconds

const wait = (ms) => new Promise((done) => setTimeout(done, ms))
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_whole, name) => values[name])
const megabytes = (bytes) => Math.floor(bytes / 1e6)

function inParts(form) {
  const field = form.querySelector('input[type=file]')
  const words = form.dataset
  const most = Number(words.most)
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  const bar = document.createElement('progress')
  bar.setAttribute('aria-label', words.far)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'quiet'
  const box = document.createElement('div')
  box.className = 'stack'
  for (const part of [bar, button]) {
    const line = document.createElement('p')
    line.append(part)
    box.append(line)
  }
  form.append(status)
  document.querySelector('[data-in-parts]').hidden = false
  document.querySelector('[data-in-one]').hidden = true
  let going = null // the one sending that is under way

  const say = (sentence) => (status.textContent = sentence)

  function stop(sentence) {
    going = null
    button.textContent = words.on
    say(sentence)
  }

  async function send(file) {
    const mine = (going = {})
    const under = () => going === mine
    form.append(box) // there while something is sent, or waits to be gone on with
    button.textContent = words.stop
    bar.max = file.size
    let tried = 0
    let place = null // where its parts go, once the site said so
    while (under()) {
      let answer = null
      try {
        answer = place
          ? await post(`${place.at}?from=${place.have}`, file.slice(place.have, place.have + place.part), { headers: { 'Content-Type': 'application/octet-stream' }, patience: PATIENCE })
          : await post(words.parts, begun(file))
      } catch {
        // No answer: said below, and tried again.
      }
      if (!under()) return
      if (answer && signedOut(answer)) return stop(words.out)
      if (answer?.status === 404) place = null
      const said = answer && (await answer.json().catch(() => null))
      if (!under()) return
      if (answer?.status === 422) {
        box.remove()
        return stop(said?.sentence ?? words.wrong)
      }
      if (said?.next) return location.assign(said.next)
      if (answer?.ok && said) {
        place = { ...place, ...said }
        tried = 0
      } else if (answer?.status === 409 && said) {
        place = { ...place, have: said.have }
      } else if (answer && answer.status < 500 && answer.status !== 404) {
        return stop(words.wrong)
      } else {
        say(words.waits)
        await wait(AGAIN[Math.min(tried++, AGAIN.length - 1)])
        continue
      }
      bar.value = place.have
      say(filled(words.sent, { have: megabytes(place.have), size: megabytes(file.size) }))
    }
  }

  form.addEventListener('submit', (event) => {
    const files = [...field.files]
    const large = files.find((file) => file.size > most)
    if (!large) return
    event.preventDefault()
    if (files.length > 1) return say(filled(words.alone, { name: large.name }))
    if (!going) send(large)
  })
  button.addEventListener('click', () => {
    const large = [...field.files].find((file) => file.size > most)
    if (going) stop(words.stopped)
    else if (large) send(large)
  })
  // Another file is chosen: what was sent of the one before waits.
  field.addEventListener('change', () => {
    if (going) stop(words.stopped)
    box.remove()
  })
}

function begun(file) {
  const form = new FormData()
  form.append('name', file.name)
  form.append('size', String(file.size))
  form.append('stamp', String(file.lastModified))
  return form
}

const form = document.getElementById('bring-in')
if (form) inParts(form)
