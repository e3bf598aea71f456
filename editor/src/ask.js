// A note, signed in: words that are selected in it can be asked about. Without this there is a page that lists the note's sentences.
const NEAR = 300 // characters before the selection, by which its place is known

/** Have `form`, which stands hidden under the note, appear beside the words selected in the note, with these in its fields. */
export function askAbout(form) {
  const text = document.querySelector('article .prose')
  if (!text) return
  const { quote, before } = form.elements

  function show() {
    const selection = document.getSelection()
    const range = selection.rangeCount ? selection.getRangeAt(0) : null
    const words = range && !range.collapsed && text.contains(range.commonAncestorContainer) ? range.toString().trim() : ''
    // Pressing the button may take the selection away; the form stays while it has the focus.
    if (!words && form.contains(document.activeElement)) return
    form.hidden = !words
    if (!words) return
    const lead = document.createRange()
    lead.setStart(text, 0)
    lead.setEnd(range.startContainer, range.startOffset)
    quote.value = words.slice(0, 2000)
    before.value = lead.toString().slice(-NEAR)
    const place = range.getBoundingClientRect()
    form.style.setProperty('inset-block-start', `${place.bottom + window.scrollY + 8}px`)
    form.style.setProperty('inset-inline-start', `${Math.max(8, Math.min(place.left, document.documentElement.clientWidth - form.offsetWidth - 8)) - document.body.getBoundingClientRect().left}px`)
  }

  document.addEventListener('selectionchange', show)
}
