// The choices around the text (week, readers, teams), kept as they are made.
import { post } from './request.js'
import { make, word } from './words.js'

/** Sends the fields marked data-about at each change. `kept(text)` is called with the site's words when it has them. */
export function keepChoices({ form, kept }) {
  const url = form.dataset.about
  if (!url) return
  const wrong = make('p', { id: 'about-wrong', class: 'fix narrow', role: 'alert', hidden: true })
  form.querySelector('.about')?.after(wrong)
  let sending = false
  let again = false

  async function send() {
    again = true
    if (sending) return
    sending = true
    while (again) {
      again = false
      const fields = new FormData(form)
      for (const name of ['html', 'title', 'version']) fields.delete(name)
      let said = {}
      let answer = null
      try {
        answer = await post(url, fields, { headers: { Accept: 'application/json' } })
        if (answer.headers.get('Content-Type')?.startsWith('application/json')) said = await answer.json()
      } catch {
        // said below
      }
      const well = answer?.ok && typeof said.saved === 'string'
      wrong.hidden = well
      wrong.textContent = well ? '' : (said.message ?? word('entry_failed'))
      if (well) {
        showWeek(form, said.week)
        showSeries(form, said.series)
        kept(said.saved)
      }
    }
    sending = false
  }
  form.addEventListener('change', (event) => {
    if (!event.target.matches('[data-about]')) return
    // The list and the day say the same thing: whichever was chosen last.
    if (event.target.name === 'week') form.elements.week_day.value = ''
    // In another series the number is another one.
    if (event.target.name === 'series') form.elements.series_name.value = ''
    if (event.target.name.startsWith('series')) form.elements.number.value = ''
    send()
  })
}

/** Shows the series that was begun by its name in the list of series, and the number that the note has there. */
function showSeries(form, series) {
  const { series: list, series_name: name, number } = form.elements
  if (!list || !series) return
  const [value, words, place] = series
  if (![...list.options].some((option) => option.value === value)) list.add(new Option(words, value))
  list.value = value
  name.value = ''
  if (document.activeElement !== number) number.value = place
}

/** Shows the week that a day stood for in the list of weeks, and empties the day. */
function showWeek(form, week) {
  const { week: list, week_day: day } = form.elements
  if (!week || !day?.value) return
  const [value, words] = week
  if (![...list.options].some((option) => option.value === value)) list.add(new Option(words, value))
  list.value = value
  day.value = ''
}
