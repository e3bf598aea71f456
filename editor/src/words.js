// The words of the page: a JSON block with id "words", in the page's language. None stands in this code.
let words = {}

/** Reads the page's words. Throws, naming them, when some are missing: the plain box is better than a half-named editor. */
export function readWords() {
  words = JSON.parse(document.getElementById('words').textContent)
  const missing = WORD_KEYS.filter((key) => typeof words[key] !== 'string')
  if (missing.length) throw new Error(`words: missing ${missing.join(', ')}`)
}

/** The page's text for `key`, with {name} filled from `values`. */
export const word = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)

export const hasWord = (key) => typeof words[key] === 'string'

/** An element with attributes and children; text is always text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '')
    else if (value !== false && value != null) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}
