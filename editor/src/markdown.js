// Markdown in pasted plain text, made into the HTML of a note. Words that stand for nothing are left as they are.
import { callHtml, freshName, headHtml } from './footnote_form.js'
import { marked } from './readers.js'

const SIGNS = /^(?: {0,3}#{1,6} \S| {0,3}(?:[-*+] |\d{1,3}[.)] )\S| {0,3}> ?\S| {0,3}(?:```|~~~)|\|.+\||\[\^[^\]\s]+\]: )|\*\*\S.*?\S\*\*|\[[^\]\n]+\]\([^)\s]+\)/m
// Bullets that people type where there is no Markdown; a dash only where it is not alone.
const TYPED = /^\s*[•▪◦‣●○] ?\S|^([–—]) \S.*\n\1 \S/m
const ITEM = /^(\s*)([-*+•▪◦‣●○–—]|\d{1,3}[.)])(\s+)(?=\S)/
const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+-]*)\s*$/
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/
const ROW = /^\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$/
const NOTE = /^\[\^([^\]\s]{1,80})\]:\s+/

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** HTML of `text` when there is Markdown, or a list with bullets, in it; null when it is only words. */
export function markdownHtml(text) {
  const whole = text.replace(/\r\n?/g, '\n').replace(/[\u00a0\t]/g, (sign) => (sign === '\t' ? '    ' : ' '))
  const markdown = SIGNS.test(whole)
  if (!markdown && !TYPED.test(whole)) return null
  const notes = new Map()
  const lines = []
  // Without Markdown the end of a line is one that was meant.
  for (const line of (markdown ? whole : whole.replace(/\n(?!\s*[•▪◦‣●○–—])/g, '\n\n')).split('\n')) {
    const found = NOTE.exec(line)
    if (found) notes.set(found[1], { words: line.slice(found[0].length), name: freshName(), number: 0 })
    else lines.push(line)
  }
  let called = 0
  const inline = (words) => inlineHtml(words, (label) => {
    const note = notes.get(label)
    if (!note) return null
    const first = !note.number
    note.number ||= ++called
    return callHtml(note.name, note.number, first)
  })
  const body = blocks(lines, inline)
  const said = [...notes.values()].map((note) => (note.number ||= ++called, note)).sort((one, other) => one.number - other.number)
  const ends = said.map(({ name, number, words }) => `<p>${headHtml(name, number)} ${inline(words)}</p>`)
  return body + (ends.length ? `<hr>${ends.join('')}` : '')
}

function blocks(lines, inline) {
  const out = []
  let words = []
  const flush = () => {
    if (words.length) out.push(`<p>${joined(words, inline)}</p>`)
    words = []
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    const heading = /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/.exec(line)
    const fence = FENCE.exec(line)
    if (!line.trim()) flush()
    else if (fence) {
      flush()
      const code = []
      while (++at < lines.length && !(lines[at].trim().startsWith(fence[1]) && !lines[at].trim().slice(fence[1].length))) code.push(lines[at])
      out.push(`<pre><code>${escaped(code.join('\n'))}</code></pre>`)
    } else if (heading) {
      flush()
      const level = Math.min(3, Math.max(2, heading[1].length))
      out.push(headingHtml(level, heading[2], inline))
    } else if (words.length && /^(=+|-+)\s*$/.test(line)) {
      out.push(headingHtml(2, words.map((each) => each.trim()).join(' '), inline))
      words = []
    } else if (RULE.test(line)) {
      flush()
      out.push('<hr>')
    } else if (/^ {0,3}>/.test(line)) {
      flush()
      const quoted = []
      for (; at < lines.length && /^ {0,3}>/.test(lines[at]); at++) quoted.push(lines[at].replace(/^ {0,3}> ?/, ''))
      at--
      out.push(`<blockquote>${blocks(quoted, inline)}</blockquote>`)
    } else if (startsList(lines, at)) {
      flush()
      const end = listEnd(lines, at)
      out.push(list(lines.slice(at, end), inline))
      at = end - 1
    } else if (line.includes('|') && ROW.test(lines[at + 1] ?? '')) {
      flush()
      const head = cells(line)
      const rows = []
      for (at += 2; at < lines.length && lines[at].includes('|'); at++) rows.push(cells(lines[at]))
      at--
      const row = (tag) => (each) => `<tr>${head.map((_, index) => `<${tag}>${inline(each[index] ?? '')}</${tag}>`).join('')}</tr>`
      out.push(`<table><thead>${row('th')(head)}</thead><tbody>${rows.map(row('td')).join('')}</tbody></table>`)
    } else words.push(line)
  }
  flush()
  return out.join('')
}

// `## Heading {audience=team}`: the mark leaves the words, and keeps the part to those readers.
function headingHtml(level, text, inline) {
  const { words, audience } = marked(text)
  return `<h${level}${audience ? ` data-audience="${audience}"` : ''}>${inline(words)}</h${level}>`
}

// A single dash at the start of a line begins no list: somebody is quoted, or thinks aloud.
function startsList(lines, at) {
  const mark = ITEM.exec(lines[at])?.[2]
  return Boolean(mark) && (!/[–—]/.test(mark) || ITEM.exec(lines[at + 1] ?? '')?.[2] === mark)
}

const cells = (line) => line.trim().replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, '|'))

// Two spaces or a backslash at the end of a line break it; else lines are one paragraph.
const joined = (lines, inline) => inline(lines.map((line) => line.trim() + (/ {2}$|\\$/.test(line) ? '\n' : '')).join(' ')).replace(/\\?\n ?/g, '<br>').replace(/<br>$/, '')

// A list goes on while lines are items, or are indented under one; an empty line ends it unless the list goes on after it.
function listEnd(lines, start) {
  const kind = ITEM.exec(lines[start])
  const ordered = /\d/.test(kind[2])
  let end = start + 1
  for (let at = start + 1; at < lines.length; at++) {
    const item = ITEM.exec(lines[at])
    const inside = /^\s{2,}\S/.test(lines[at])
    if (item && item[1].length <= kind[1].length + 1 && (/\d/.test(item[2]) !== ordered || (!ordered && item[2] !== kind[2]))) break
    if (item || inside) end = at + 1
    else if (lines[at].trim()) {
      if (!lines[at - 1].trim() || RULE.test(lines[at]) || /^ {0,3}(#{1,6} |>|```|~~~)/.test(lines[at])) break
      end = at + 1 // a lazy continuation of the item's words
    }
  }
  return end
}

function list(lines, inline) {
  const [, indent, mark] = ITEM.exec(lines[0])
  const items = []
  for (const line of lines) {
    const item = ITEM.exec(line)
    if (item && item[1].length <= indent.length + 1) items.push({ width: item[0].length, lines: [line.slice(item[0].length)] })
    else items.at(-1).lines.push(line.replace(new RegExp(`^\\s{0,${items.at(-1).width}}`), ''))
  }
  const tag = /\d/.test(mark) ? 'ol' : 'ul'
  return `<${tag}>${items.map((item) => `<li>${tightened(blocks(item.lines, inline))}</li>`).join('')}</${tag}>`
}

const tightened = (html) => (html.split('<p>').length === 2 ? html.replace(/<\/?p>/g, '') : html)

function inlineHtml(text, noteFor) {
  const kept = []
  const keep = (html) => `\u0000${kept.push(html) - 1}\u0000`
  const linked = (href, words) => `${keep(`<a href="${escaped(href)}">`)}${words}${keep('</a>')}`
  const html = escaped(
    text
      .replace(/\\([!-/:-@[-`{-~])/g, (_, sign) => keep(escaped(sign)))
      .replace(/(`+)(.+?)\1(?!`)/g, (_, fence, code) => keep(`<code>${escaped(code.trim())}</code>`))
      .replace(/\[\^([^\]\s]+)\]/g, (all, label) => {
        const call = noteFor(label)
        return call === null ? all : keep(call)
      })
      .replace(/!?\[([^\]]*)\]\(<?([^\s)>]+)>?(?:\s+["'(][^)]*?["')])?\)/g, (_, words, href) => linked(href, words || href))
      .replace(/<((?:https?:\/\/|mailto:)[^\s>]+)>/g, (_, href) => linked(href, href.replace(/^mailto:/, ''))),
  )
  return html
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, (all, mark, words) => `<strong>${words}</strong>`)
    .replace(/(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])/g, '<em>$1</em>')
    .replace(/(?<![\w_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\w_])/g, '<em>$1</em>')
    .replace(/~~(?=\S)(.+?)(?<=\S)~~/g, '<s>$1</s>')
    .replace(/\u0000(\d+)\u0000/g, (_, index) => kept[index])
}
