// How a footnote stands in a note: <sup><a href="#fn-NAME" id="fnref-NAME">1</a></sup> in the text, and a paragraph that begins
// with <sup><a href="#fnref-NAME" id="fn-NAME">1</a></sup>. The name is for good; the number follows the order of the text.

/** A name that no other footnote has. */
export const freshName = () => Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => (byte % 36).toString(36)).join('')

/** The number in the text; only the `first` of several that call one note can be gone back to. */
export const callHtml = (name, number, first = true) => `<sup><a href="#fn-${name}"${first ? ` id="fnref-${name}"` : ''}>${number}</a></sup>`

/** What the note's own paragraph begins with. */
export const headHtml = (name, number) => `<sup><a href="#fnref-${name}" id="fn-${name}">${number}</a></sup>`

/** {kind: 'call' or 'head', name} of a link's address, or null. */
export function footnoteAt(href) {
  const found = /^#fn(ref)?-([a-z0-9]{1,12})$/.exec(href ?? '')
  return found && { kind: found[1] ? 'head' : 'call', name: found[2] }
}
