// Footnotes of pasted text, in the form the note keeps them in.
import { inert, renamed } from './paste_nodes.js'
import { callHtml, freshName, headHtml } from './footnote_form.js'
import { asHtml } from './trusted.js'

const SIGN = /^[[(]?(\d{1,3}|[ivxlc]{1,6}|[a-z]|[*†‡])[\])]?$/i

/**
 * Word, LibreOffice, GitHub and others write a footnote as a link with a number to a place further down, which links back.
 * Each becomes a number in the text and a paragraph of its own, after a line; notes that nothing calls stay as they are.
 */
export function notesOf(root) {
  const named = new Map()
  for (const element of root.querySelectorAll('[id], a[name]')) {
    for (const name of [element.id, element.getAttribute('name')]) if (name && !named.has(name)) named.set(name, element)
  }
  const targetOf = (link) => named.get(decodeURIComponent(link.getAttribute('href').slice(1)))
  const notes = new Map() // the block of a note → its name and number
  for (const call of root.querySelectorAll('a[href^="#"]')) {
    if (!SIGN.test(call.textContent.trim())) continue
    const target = targetOf(call)
    if (!target || !(call.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)) continue
    const block = target.closest('li, p') ?? (target.querySelector('p') || target)
    if (!block.contains(target) && !target.contains(block)) continue
    if (!notes.has(block)) notes.set(block, { name: freshName(), number: notes.size + 1, calls: 0 })
    const note = notes.get(block)
    const place = call.closest('sup') ?? call
    place.replaceWith(...fragment(callHtml(note.name, note.number, note.calls++ === 0)))
  }
  if (!notes.size) return
  const first = [...notes.keys()][0]
  const list = first.closest('ol, ul, [data-look*="mso-element:footnote-list"]')
  const section = first.closest('section, .footnotes, [data-look*="mso-element:footnote-list"]')
  for (const heading of section?.querySelectorAll('h1, h2, h3, .sr-only') ?? []) heading.remove()
  for (const line of section?.querySelectorAll('hr') ?? []) line.remove()
  const holder = inert.createElement('div')
  ;(list ?? first.closest('div[id]') ?? first).before(holder)
  if (holder.previousElementSibling?.tagName !== 'HR') holder.append(inert.createElement('hr'))
  for (const [block, { name, number }] of notes) {
    for (const back of block.querySelectorAll('a[href^="#"]')) (back.closest('sup') ?? back).remove()
    const paragraphs = block.tagName === 'LI' && block.querySelector('p') ? [...block.children] : [renamed(block, 'p')]
    const [paragraph] = paragraphs
    while (paragraph.firstChild && !paragraph.firstChild.textContent.trim()) paragraph.firstChild.remove()
    paragraph.prepend(...fragment(`${headHtml(name, number)} `))
    holder.append(...paragraphs)
    if (block.parentNode && block !== paragraph) block.remove()
  }
  if (list && !list.querySelector('li')) list.remove()
  for (const empty of root.querySelectorAll('li:empty, ol:not(:has(li)), ul:not(:has(li))')) empty.remove()
}

function fragment(html) {
  const template = inert.createElement('template')
  template.innerHTML = asHtml(html)
  return template.content.childNodes
}
