// What the parts of pasting share: a document that runs nothing and loads nothing, and a few things done to its nodes.
export const inert = document.implementation.createHTMLDocument('')
export const look = (element) => element.getAttribute('data-look') ?? ''
export const unwrap = (element) => element.replaceWith(...element.childNodes)
export const blank = (element) => !element.textContent.replace(/[\s\u200b\ufeff]+/g, '') && !element.querySelector('img, hr, input')

/** `element` under another name, with its children and no attributes. */
export function renamed(element, tag) {
  const other = inert.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}
