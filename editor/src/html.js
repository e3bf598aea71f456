// Between clean HTML and the editor's document, both ways without loss.
import { DOMParser as Reader, DOMSerializer } from '@tiptap/pm/model'
import { asHtml } from './trusted.js'

const inert = document.implementation.createHTMLDocument('')

/** Nodes of an HTML string in a document that runs nothing and loads nothing. */
export function nodesOf(html) {
  const template = inert.createElement('template')
  template.innerHTML = asHtml(html)
  return template.content
}

/** The editor's document for an element or a fragment of HTML nodes. */
export const documentOf = (schema, nodes) => Reader.fromSchema(schema).parse(nodes)

/** Clean HTML of a document: the allow-list only; a document without words or pictures is "". */
export function htmlOf(doc) {
  const box = inert.createElement('div')
  box.append(DOMSerializer.fromSchema(doc.type.schema).serializeFragment(doc.content, { document: inert }))
  for (const holder of box.querySelectorAll('[data-tight]')) {
    holder.removeAttribute('data-tight')
    const paragraphs = [...holder.children].filter((child) => child.tagName === 'P')
    if (paragraphs.some((paragraph) => paragraph.nextElementSibling?.tagName === 'P')) continue
    for (const paragraph of paragraphs) if (!paragraph.attributes.length) paragraph.replaceWith(...paragraph.childNodes)
  }
  // The editor keeps a line open below the text to click into; it is not the writer's.
  while (box.lastElementChild?.tagName === 'P' && !box.lastElementChild.hasChildNodes()) box.lastElementChild.remove()
  return box.innerHTML
}
