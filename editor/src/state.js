// The one line that says where the text is. A screen reader hears it when it says something new, not at every save.
import { word } from './words.js'

/** The line in `element` (role=status): saying() for what passes by itself, said() for what is worth hearing. */
export function stateLine(element) {
  const show = (state, text, passing) => {
    element.dataset.state = state
    if (element.textContent === text) return
    // A busy live region is read when it rests.
    element.setAttribute('aria-busy', String(passing))
    element.textContent = text
  }
  let failure = ['network', '']
  return {
    saving: () => show('saving', word('saving'), true),
    unsaved: () => show('unsaved', word('unsaved'), true),
    kept: (text) => show('kept', text, false),
    aside: () => show('aside', word('kept_apart'), false),
    failed(kind, keptHere, message) {
      if (kind) failure = [kind, message ? `${message} ` : '']
      show('failed', failure[1] + word(keptHere ? `failed_${failure[0]}` : 'failed_unkept'), false)
    },
  }
}

/** A line under the toolbar for what just happened in the text; it empties at the next change of the text. */
export function noticeLine(element) {
  let fresh = false
  return {
    element,
    say(text) {
      element.textContent = text
      fresh = true
    },
    /** Called after each change; the change that caused the words does not take them away. */
    changed() {
      if (fresh) fresh = false
      else if (element.textContent) element.textContent = ''
    },
  }
}
