// What comes from other programs is made into plain structure before the editor reads it; of its look only what stands for
// emphasis counts, which Google Docs says in styles alone.
import { linesOf } from './paste_lines.js'
import { tidyLinks } from './paste_links.js'
import { listsOf } from './paste_lists.js'
import { inert, look, renamed, unwrap } from './paste_nodes.js'
import { notesOf } from './paste_notes.js'
import { tablesOf } from './paste_tables.js'
import { asHtml } from './trusted.js'

const KEPT = ['href', 'src', 'alt', 'scope', 'start', 'data-audience', 'data-tight', 'data-pm-slice']
const GONE = 'script, style, meta, link, title, xml, iframe, object, embed, svg, template, noscript, nav, button, select, textarea, .chip'
// What its own program does not show, or shows beside the text: comments and what a change struck out.
const UNSEEN = '[hidden], [aria-hidden=true], .msocomanch, .msocomtxt, .MsoCommentReference, .msoDel, [data-look*="mso-element:comment"]'
const HIDDEN = /(?:^|;)\s*(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all)/i

/**
 * Clean HTML for pasted HTML, for a note in `lang`: lists, tables, footnotes and quotations as such, links as they were meant.
 * Pictures that are not of this site go, and `onPictures` is called.
 */
export function cleanPasted(html, { lang, onPictures }) {
  const box = inert.createElement('template')
  // Styles and handlers are data here; under other names the page's policy has nothing to refuse.
  box.innerHTML = asHtml(html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/(["'\s])(style|on[a-z]+)(?=\s*=)/gi, (_, before, name) => `${before}data-${/style/i.test(name) ? 'look' : 'done'}`)))
  const root = box.content
  const own = html.includes('data-pm-slice=') // cut or copied here: pictures and footnotes' names stay
  const word = html.includes('mso-')
  const kept = new Set([...KEPT, ...(own ? ['id', 'dir', 'lang', 'title', 'colspan', 'rowspan'] : [])])

  for (const element of root.querySelectorAll(GONE)) element.remove()
  comments(root)
  if (!own) {
    if (word) for (const element of root.querySelectorAll('del')) element.remove()
    for (const element of root.querySelectorAll(UNSEEN)) element.remove()
    for (const element of root.querySelectorAll('[data-look]')) if (HIDDEN.test(look(element))) element.remove()
    named(root)
    notesOf(root)
    listsOf(root)
    tidyLinks(root)
  }
  looks(root)
  if (!own && pictures(root)) onPictures()
  if (!own) tablesOf(root)

  const noted = new Set(root.querySelectorAll('sup > a[id]'))
  for (const element of root.querySelectorAll('*')) {
    const other = own || word ? null : element.getAttribute('lang')?.toLowerCase()
    const around = element.parentElement?.closest('[lang]')?.lang ?? lang
    for (const { name } of [...element.attributes]) {
      if (!kept.has(name) && !(name === 'id' && noted.has(element))) element.removeAttribute(name)
    }
    if (other && other.split('-')[0] !== around.split('-')[0]) element.setAttribute('lang', other.split('-')[0])
    // Word names its language on every run of words.
    if (/^(SPAN|FONT|AT)$/.test(element.tagName) || element.tagName.includes(':')) unwrap(element)
  }
  if (!own) linesOf(root)
  for (const item of root.querySelectorAll('li, td, th')) {
    const paragraphs = [...item.children].filter((child) => child.tagName === 'P')
    if (paragraphs.length === 1 && (item.tagName === 'LI' || item.children.length === 1)) unwrap(paragraphs[0])
  }
  const out = inert.createElement('div')
  out.append(root)
  return out.innerHTML
}

function comments(root) {
  const walk = inert.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  const found = []
  while (walk.nextNode()) found.push(walk.currentNode)
  for (const comment of found) comment.remove()
}

// Headings, terms and quotations that say what they are in a role or in the name of a style.
function named(root) {
  for (const element of root.querySelectorAll('[role=heading]:not(h1, h2, h3, h4, h5, h6)')) {
    renamed(element, `h${Math.min(6, Number(element.getAttribute('aria-level')) || 2)}`)
  }
  for (const element of root.querySelectorAll('dt')) wrap(renamed(element, 'p'), 'strong')
  for (const element of root.querySelectorAll('p.MsoTitle')) renamed(element, 'h1')
  for (const element of root.querySelectorAll('p[class^=MsoHeading]')) renamed(element, 'h3')
  for (const quote of root.querySelectorAll('blockquote')) {
    if (quote.querySelector('p, div, ul, ol, pre, table, h1, h2, h3, h4, h5, h6')) continue
    const words = inert.createElement('p')
    words.append(...quote.childNodes)
    quote.append(words)
  }
  for (const element of root.querySelectorAll('p.MsoQuote, p.MsoIntenseQuote')) {
    const before = element.previousElementSibling
    const quote = before?.dataset.quoted ? before : inert.createElement('blockquote')
    quote.dataset.quoted = 'yes'
    if (quote !== before) element.before(quote)
    quote.append(renamed(element, 'p'))
  }
  for (const pre of root.querySelectorAll('pre')) {
    const code = inert.createElement('code')
    code.textContent = pre.textContent.replace(/\n+$/, '')
    pre.replaceChildren(code)
  }
  // Code copied from a code editor is lines in a box that keeps its white space.
  for (const element of root.querySelectorAll('div[data-look*="white-space"]')) {
    if (!/white-space:\s*pre\b/i.test(look(element)) || element.closest('pre')) continue
    const lines = element.querySelectorAll(':scope > div, :scope > br').length ? [...element.children].map((line) => line.textContent) : [element.textContent]
    const code = inert.createElement('code')
    code.textContent = lines.join('\n')
    const pre = inert.createElement('pre')
    pre.append(code)
    element.replaceWith(pre)
  }
}

// Google Docs wraps everything in <b style="font-weight:normal"> and says bold on a span.
function looks(root) {
  for (const element of [...root.querySelectorAll('[data-look]')].reverse()) {
    const style = look(element)
    const weight = /(?<![\w-])font-weight:\s*([a-z]+|\d+)/i.exec(style)?.[1]
    if (/^(b|strong)$/i.test(element.tagName) && (weight === 'normal' || Number(weight) < 600)) {
      unwrap(element)
      continue
    }
    if (/^(i|em)$/i.test(element.tagName) && /(?<![\w-])font-style:\s*normal/i.test(style)) unwrap(element)
    if (element.tagName !== 'SPAN') continue
    if (weight === 'bold' || Number(weight) >= 600) wrap(element, 'strong')
    if (/(?<![\w-])font-style:\s*italic/i.test(style)) wrap(element, 'em')
    if (/text-decoration[^;]*line-through/i.test(style)) wrap(element, 's')
    const raised = /vertical-align:\s*(super|sub)\b/i.exec(style)?.[1]
    if (raised && !element.closest('sup, sub')) wrap(element, raised === 'sub' ? 'sub' : 'sup')
  }
  // A heading is bold by itself.
  for (const strong of root.querySelectorAll(':is(h1, h2, h3, h4, h5, h6) :is(b, strong)')) {
    if (strong.closest('h1, h2, h3, h4, h5, h6').textContent.trim() === strong.textContent.trim()) unwrap(strong)
  }
}

function wrap(element, tag) {
  if (!element.textContent.trim()) return
  const wrapper = inert.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
  // The spaces around marked words are not marked.
  const { firstChild: first, lastChild: last } = wrapper
  if (first.nodeType === Node.TEXT_NODE && /^\s/.test(first.data)) {
    element.prepend(first.data.match(/^\s+/)[0])
    first.data = first.data.trimStart()
  }
  if (last.nodeType === Node.TEXT_NODE && /\s$/.test(last.data)) {
    element.append(last.data.match(/\s+$/)[0])
    last.data = last.data.trimEnd()
  }
}

// True when a picture that says something was left out: not a face in a message, nor a mail's own pixel.
function pictures(root) {
  let left = false
  for (const picture of root.querySelectorAll('img')) {
    const source = picture.getAttribute('src') ?? ''
    const words = picture.getAttribute('alt') ?? ''
    const boxed = picture.closest('[data-checked]')
    // A picture on a page for readers has an address of that page's; only the one that a text has means a picture in a text.
    if (/^\/(?!\/|media\/)|^\/media\/[0-9a-f-]{36}$/.test(source) || source.startsWith(`${location.origin}/`)) continue
    if (/^:[\w+-]+:$/.test(words) || (words.length < 16 && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(words))) picture.replaceWith(words)
    else {
      picture.remove()
      left ||= !boxed && picture.getAttribute('width') !== '1'
    }
  }
  for (const figure of root.querySelectorAll('figure')) {
    if (figure.querySelector('img, table, pre, blockquote')) continue
    for (const caption of figure.querySelectorAll('figcaption')) renamed(caption, 'p')
    unwrap(figure)
  }
  return left
}
