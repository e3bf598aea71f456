// The field of tags: names to complete from after each comma, and tags offered for the words in the text.
import { nodesOf } from './html.js'

/** Keeps #tags, its list of names and #tags-offered in step. `refresh` asks again what is offered. */
export function tagField() {
  const place = document.getElementById('tagging')
  const offered = document.getElementById('tags-offered')
  const field = document.getElementById('tags')
  if (!place || !offered || !field) return null
  const names = [...field.list.options].map((option) => option.value)
  const same = (one, other) => one.toLowerCase() === other.toLowerCase()
  const written = () => field.value.split(',').map((name) => name.trim()).filter(Boolean)
  let asking = null

  // The browser compares a name with all that stands in the field: each is given with what stands before it.
  function complete() {
    const [before] = field.value.match(/^(?:.*,)?\s*/)
    const taken = written()
    const free = names.filter((name) => !taken.some((one) => same(one, name)))
    field.list.replaceChildren(...free.map((name) => new Option('', before + name)))
  }

  function tick() {
    for (const box of offered.querySelectorAll('[name=tag]')) box.checked = written().some((name) => same(name, box.value))
  }

  field.addEventListener('input', () => {
    complete()
    tick()
  })
  offered.addEventListener('change', ({ target }) => {
    const others = written().filter((name) => !same(name, target.value))
    field.value = [...others, ...(target.checked ? [target.value] : [])].join(', ')
    complete()
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })

  return {
    async refresh() {
      asking?.abort()
      asking = new AbortController()
      try {
        const answer = await fetch(place.dataset.tags, { headers: { Accept: 'text/html', 'X-Requested-With': 'fetch' }, redirect: 'manual', signal: asking.signal })
        // Nothing moves under the keyboard: what is new waits for the next save.
        if (!answer.ok || offered.contains(document.activeElement)) return
        offered.replaceChildren(nodesOf(await answer.text()))
        tick()
      } catch {
        // what is on the page stays; the next save asks again
      }
    },
  }
}
