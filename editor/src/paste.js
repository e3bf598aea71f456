// What comes from other programs is made into plain structure before the editor reads it; nothing is judged by its look
// but bold and italic, which Google Docs says only in styles.
const inert = document.implementation.createHTMLDocument('')
const KEPT = new Set(['href', 'src', 'alt', 'title', 'colspan', 'rowspan', 'scope', 'start', 'data-audience', 'data-tight', 'data-pm-slice'])
const GONE = 'script, style, meta, link, title, xml, iframe, object, embed, svg, template, noscript'

/**
 * Clean HTML for pasted HTML. Word's lists (paragraphs with a mso-list style) become lists, its noise goes; pictures that are
 * not of this site go, and `onPictures` is called.
 */
export function cleanPasted(html, onPictures) {
  const own = html.includes('data-pm-slice=') // cut or copied here: pictures and footnotes' names stay
  const kept = new Set([...KEPT, ...(own ? ['id', 'dir', 'lang'] : html.includes('mso-') ? [] : ['lang'])])
  const box = inert.createElement('template')
  // A style attribute is data here; under another name the page's policy has nothing to refuse.
  box.innerHTML = html.replace(/(<[^<>]*)\bstyle=/gi, '$1data-look=')
  const root = box.content

  for (const element of root.querySelectorAll(GONE)) element.remove()
  const comments = inert.createTreeWalker(root, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  for (const comment of found) comment.remove()

  wordLists(root)
  looks(root)
  let pictures = false
  for (const picture of own ? [] : root.querySelectorAll('img')) {
    const source = picture.getAttribute('src') ?? ''
    // A picture on a page for readers has an address of that page's; only the one that a text has means a picture in a text.
    if (/^\/(?!\/|media\/)|^\/media\/[0-9a-f-]{36}$/.test(source)) continue
    if (source.startsWith(`${location.origin}/`)) continue
    picture.remove()
    pictures = true
  }
  if (pictures) onPictures()

  for (const element of root.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (!kept.has(name)) element.removeAttribute(name)
    // Word names its language on every run of words.
    if (element.tagName === 'SPAN' || element.tagName.includes(':')) element.replaceWith(...element.childNodes)
  }
  for (const item of root.querySelectorAll('li')) {
    const paragraphs = [...item.children].filter((child) => child.tagName === 'P')
    if (paragraphs.length === 1) paragraphs[0].replaceWith(...paragraphs[0].childNodes)
  }
  const out = inert.createElement('div')
  out.append(root)
  return out.innerHTML
}

const look = (element) => element.getAttribute('data-look') ?? ''

// Google Docs wraps everything in <b style="font-weight:normal"> and says bold on a span.
function looks(root) {
  for (const element of [...root.querySelectorAll('[data-look]')].reverse()) {
    const style = look(element)
    const weight = /font-weight:\s*([a-z]+|\d+)/i.exec(style)?.[1]
    if (/^(b|strong)$/i.test(element.tagName) && (weight === 'normal' || Number(weight) < 600)) {
      element.replaceWith(...element.childNodes)
      continue
    }
    if (element.tagName !== 'SPAN') continue
    if (weight === 'bold' || Number(weight) >= 600) wrap(element, 'strong')
    if (/font-style:\s*italic/i.test(style)) wrap(element, 'em')
  }
}

function wrap(element, tag) {
  const wrapper = inert.createElement(tag)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

// Word writes a list as paragraphs: style="mso-list:l0 level2 lfo1", the bullet as text in a span with mso-list:Ignore.
function wordLists(root) {
  let lists = [] // the open list of each level
  let last = null
  for (const paragraph of root.querySelectorAll('p[data-look*="mso-list"], h1, h2, h3, h4, h5, h6')) {
    const level = Number(/mso-list:\s*\w+\s+level(\d)/i.exec(look(paragraph))?.[1] ?? 0)
    if (!level) continue
    let marker = ''
    for (const span of paragraph.querySelectorAll('[data-look*="mso-list"]')) {
      if (!/mso-list:\s*ignore/i.test(look(span))) continue
      marker = span.textContent.trim()
      span.remove()
    }
    if (paragraph.tagName !== 'P') continue // a numbered heading is a heading
    const follows = last && paragraph.previousElementSibling === last && !between(last, paragraph)
    if (!follows) lists = []
    lists.length = Math.min(lists.length, level)
    const tag = /^[(]?([0-9]{1,3}|[a-z]{1,5})[.)]/i.test(marker) ? 'ol' : 'ul'
    if (lists[level - 1] && lists[level - 1].localName !== tag) lists.length = level - 1
    if (!lists[level - 1]) {
      const list = inert.createElement(tag)
      const parent = lists.filter(Boolean).at(-1)
      if (parent) parent.lastElementChild.append(list)
      else {
        paragraph.before(list)
        last = list
      }
      lists[level - 1] = list
    }
    const item = inert.createElement('li')
    item.append(...paragraph.childNodes)
    lists[level - 1].append(item)
    paragraph.remove()
  }
}

// Words between two paragraphs of a list end it.
function between(one, other) {
  for (let node = one.nextSibling; node && node !== other; node = node.nextSibling) {
    if (node.textContent.trim()) return true
  }
  return false
}
