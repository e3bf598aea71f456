// Lines of pasted text: paragraphs of what an empty line parts, nothing of lines that only make room, lists of lines with bullets.
import { blank, inert } from './paste_nodes.js'

const HOLDERS = 'p, div, blockquote, td, th, li, section, article, main'
const BLOCK = /^(P|DIV|H[1-6]|UL|OL|LI|TABLE|BLOCKQUOTE|PRE|HR|FIGURE|SECTION|ARTICLE|MAIN|HEADER|FOOTER|ASIDE|DL|DT|DD|FORM|ADDRESS)$/
const BULLET = /^[\s\u00a0]*([•·▪◦‣●○■–—*-]|[0-9]{1,2}[.)])[\s\u00a0]+(?=\S)/
const SURE = /^[\s\u00a0]*[•▪◦‣●○■]/
const isBlock = (node) => BLOCK.test(node.nodeName)

/** Puts the lines of `root` in order. */
export function linesOf(root) {
  spaces(root)
  for (const holder of [root, ...root.querySelectorAll(HOLDERS)]) split(holder)
  for (const element of root.querySelectorAll('p, div, blockquote, h1, h2, h3, h4, h5, h6')) {
    if (!element.querySelector('table') && blank(element)) element.remove()
  }
  for (const holder of [root, ...root.querySelectorAll('div, blockquote, td')]) bulleted(holder)
}

// Programs write fixed spaces to keep two apart, or for no reason; beside a figure one may be meant.
function spaces(root) {
  const walk = inert.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const text = walk.currentNode
    if (text.parentElement?.closest('pre')) continue
    text.data = text.data.replace(/[ \n]\u00a0+|\u00a0+[ \n]|\u00a0{2,}|(?<![\d\u00a0])\u00a0(?!\d)/g, ' ').replace(/\u200b|\ufeff/g, '')
    const block = text.parentElement?.closest('p, li, h1, h2, h3, td, th, div')
    if (!block) continue
    if (first(block) === text) text.data = text.data.replace(/^\u00a0+/, '')
    if (last(block) === text) text.data = text.data.replace(/[\u00a0\s]+$/, '')
  }
}

function first(node) {
  while (node.firstChild) node = node.firstChild
  return node
}
function last(node) {
  while (node.lastChild) node = node.lastChild
  return node
}

// Two line ends part paragraphs; those at an edge, and beside a block, only make room.
function split(holder) {
  if (!holder.isConnected && holder.nodeType === Node.ELEMENT_NODE && !holder.parentNode) return
  const nodes = [...holder.childNodes]
  if (!nodes.some((node) => node.nodeName === 'BR')) return
  const runs = [[]]
  let ends = 0
  for (const node of nodes) {
    if (node.nodeName === 'BR') ends++
    else if (node.nodeType !== Node.TEXT_NODE || node.data.trim() || !ends) {
      if (isBlock(node)) runs.push([node], [])
      else {
        if (ends > 1) runs.push([])
        else if (ends === 1 && runs.at(-1).length) runs.at(-1).push(inert.createElement('br'))
        runs.at(-1).push(node)
      }
      ends = 0
    }
  }
  const full = runs.filter((run) => run.some((node) => isBlock(node) || node.nodeName === 'IMG' || node.textContent.trim()))
  for (const node of nodes) node.remove()
  if (full.length < 2 && !full.some((run) => lines(run).filter(([line]) => BULLET.test(line.textContent)).length > 1)) {
    holder.append(...full.flat())
    return
  }
  const blocks = full.flatMap((run) => {
    if (isBlock(run[0])) return run
    const parts = lines(run)
    const marked = parts.filter((part) => BULLET.test(part.map((node) => node.textContent).join(''))).length
    return (marked > 1 ? parts : [run]).map((part) => {
      const paragraph = inert.createElement('p')
      paragraph.append(...part)
      return paragraph
    })
  })
  if (holder.nodeName === 'P') holder.replaceWith(...blocks)
  else holder.append(...blocks)
}

// The lines of a run of nodes.
function lines(run) {
  const found = [[]]
  for (const node of run) {
    if (node.nodeName === 'BR') found.push([])
    else found.at(-1).push(node)
  }
  return found.filter((line) => line.length)
}

// Paragraphs that follow each other and begin with a bullet or a number are the items of a list.
function bulleted(holder) {
  let run = []
  let before = null
  const close = () => {
    const marks = run.map((line) => BULLET.exec(line.textContent)[1])
    const numbered = /\d/.test(marks[0] ?? '')
    const counted = !numbered || marks.every((mark, index) => parseInt(mark, 10) === index + 1)
    if (counted && (run.length > 1 || (run.length && SURE.test(run[0].textContent)))) {
      const list = inert.createElement(numbered ? 'ol' : 'ul')
      run[0].before(list)
      for (const line of run) {
        const item = inert.createElement('li')
        const text = first(line)
        text.data = text.data.replace(BULLET, '')
        item.append(...line.childNodes)
        list.append(item)
        line.remove()
      }
    }
    run = []
  }
  for (const child of [...holder.children]) {
    const line = /^(P|DIV)$/.test(child.tagName) && !child.querySelector('p, div, ul, ol, table')
    const mark = line && first(child).nodeType === Node.TEXT_NODE && BULLET.exec(first(child).data)?.[1]
    const kind = mark && (/\d/.test(mark) ? 'number' : mark)
    if (run.length && kind !== before) close()
    before = kind
    if (mark) run.push(child)
  }
  close()
}
