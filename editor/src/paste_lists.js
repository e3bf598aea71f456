// Lists as other programs write them: Word's paragraphs, one list for each item (Word Online, Slack), lists in lists beside their item.
import { inert, look } from './paste_nodes.js'

/** Makes real lists, nested as they were seen, of all that stands for one in `root`. */
export function listsOf(root) {
  wordLists(root)
  levelled(root)
  for (const list of root.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const item = list.previousElementSibling
    if (item?.tagName === 'LI') item.append(list)
    else {
      const own = inert.createElement('li')
      list.before(own)
      own.append(list)
    }
  }
  boxes(root)
}

// Whether words stand between two nodes.
function apart(one, other) {
  const range = inert.createRange()
  range.setStartAfter(one)
  range.setEndBefore(other)
  return Boolean(range.toString().trim())
}

/** Builds lists from `items` ({level, tag, item, place}), one after the other before the first's place; runs end where words stand between. */
function nest(items) {
  let lists = [] // the open list of each level
  let last = null
  for (const { level, tag, item, place } of items) {
    if (!last || apart(last, place)) lists = []
    lists.length = Math.min(lists.length, level)
    if (lists[level - 1] && lists[level - 1].localName !== tag) lists.length = level - 1
    if (!lists[level - 1]) {
      const list = inert.createElement(tag)
      const parent = lists.filter(Boolean).at(-1)
      if (parent) parent.lastElementChild.append(list)
      else {
        place.before(list)
        last = list
      }
      lists[level - 1] = list
    }
    lists[level - 1].append(item)
    if (place !== item) place.remove()
  }
}

// Word writes a list as paragraphs: style="mso-list:l0 level2 lfo1", the bullet as text in a span with mso-list:Ignore.
function wordLists(root) {
  const items = []
  for (const paragraph of root.querySelectorAll('p[data-look*="mso-list"], :is(h1, h2, h3, h4, h5, h6)[data-look*="mso-list"]')) {
    const level = Number(/mso-list:\s*\w+\s+level(\d)/i.exec(look(paragraph))?.[1] ?? 0)
    if (!level) continue
    let marker = ''
    for (const span of paragraph.querySelectorAll('[data-look*="mso-list"]')) {
      if (!/mso-list:\s*ignore/i.test(look(span))) continue
      marker = span.textContent.trim()
      span.remove()
    }
    if (paragraph.tagName !== 'P') continue // a numbered heading is a heading
    const item = inert.createElement('li')
    item.append(...paragraph.childNodes)
    const tag = /^[(]?([0-9]{1,3}|[0-9]{1,3}(\.[0-9]{1,3})+|[a-z]{1,5})[.)]?$/i.test(marker) && marker !== 'o' ? 'ol' : 'ul'
    items.push({ level, tag, item, place: paragraph })
  }
  nest(items)
}

// Each item says its level, and stands in a list of its own.
function levelled(root) {
  const items = []
  for (const item of root.querySelectorAll('li')) {
    const list = item.parentElement
    if (!list?.matches('ul, ol')) continue
    const indent = /\bql-indent-(\d)/.exec(item.className)?.[1] ?? list.dataset.indent
    const said = item.dataset.ariaLevel ?? (item.closest('.ListContainerWrapper') ? item.getAttribute('aria-level') : null)
    const level = Number(said ?? (indent === undefined ? 0 : Number(indent) + 1))
    if (!level) continue
    const place = inert.createElement('i')
    list.before(place)
    items.push({ level, tag: list.localName, item, place, list })
  }
  nest(items)
  for (const { list } of items) if (!list.querySelector('li')) list.remove()
}

// A box to tick becomes what the site keeps of it.
function boxes(root) {
  for (const box of root.querySelectorAll('input')) {
    if (box.getAttribute('type') === 'checkbox') box.replaceWith(box.hasAttribute('checked') ? '[x] ' : '[ ] ')
    else box.remove()
  }
  for (const item of root.querySelectorAll('li[role=checkbox], li[data-checked], li.checked, li.unchecked')) {
    const ticked = item.getAttribute('aria-checked') ?? item.dataset.checked ?? String(item.matches('.checked'))
    item.dataset.checked = ticked
    ;(item.querySelector('p, div') ?? item).prepend(ticked === 'true' ? '[x] ' : '[ ] ')
  }
}
