// Words an earlier visit kept on this device, offered back above the text.
import { make, word } from './words.js'
import { htmlOf, nodesOf } from './html.js'

function whenOf(at) {
  const then = new Date(at)
  const day = then.toDateString() === new Date().toDateString() ? {} : { day: 'numeric', month: 'long' }
  return then.toLocaleString(document.documentElement.lang || undefined, { hour: '2-digit', minute: '2-digit', ...day })
}

/**
 * Shows each copy of `device.others()` that is not `current` before `place`. `parse` makes a document of HTML;
 * `use(doc, title)` puts a copy in the place of the text.
 */
export async function offerCopies({ device, current, parse, place, use }) {
  for (const copy of await device.others()) {
    const doc = parse(nodesOf(copy.html))
    const html = htmlOf(doc)
    if ((html === current.html && copy.title === current.title) || (!html && !copy.title)) {
      device.drop(copy.key) // it did reach the site
      continue
    }
    const id = `offer-${copy.key.slice(-12)}`
    const useIt = make('button', { type: 'button' }, word('offer_use'))
    const leaveIt = make('button', { type: 'button', class: 'quiet' }, word('offer_leave'))
    const text = doc.textBetween(0, doc.content.size, '\n')
    const section = make(
      'section',
      { class: 'offer leaf narrow stack', 'aria-labelledby': id },
      make('p', { id }, word('offer', { time: whenOf(copy.at) })),
      make('details', {}, make('summary', {}, word('offer_read')), make('p', { class: 'offered' }, [copy.title, text].filter(Boolean).join('\n'))),
      make('p', { class: 'acts' }, useIt, leaveIt),
    )
    useIt.addEventListener('click', () => {
      use(doc, copy.title)
      device.drop(copy.key)
      section.remove()
    })
    leaveIt.addEventListener('click', () => {
      device.drop(copy.key)
      section.remove()
    })
    // Another tab may still bring its words to the site by itself.
    window.addEventListener('storage', (event) => {
      if (event.key === copy.key && event.newValue === null) section.remove()
    })
    place.before(section)
  }
}
