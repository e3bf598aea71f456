// The write page: the editor in place of the plain box, saving, and the list beside the text.
import { Editor, Extension, getSchema } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { keepChoices } from './about.js'
import { focusMode, looks, timer } from './comfort.js'
import { conflictPanel } from './conflict.js'
import { countLine } from './count.js'
import { deviceStore, newKey } from './device.js'
import { Dots } from './dots.js'
import { embedCards } from './embed-card.js'
import { figures, picturesIn } from './figure.js'
import { findMarks, findPanel } from './find.js'
import { footnotes } from './footnotes.js'
import { documentOf, htmlOf, nodesOf } from './html.js'
import { insertHtml } from './insert.js'
import { FIND_KEYS, keysDialog } from './keys.js'
import { linkDialog } from './link.js'
import { markdownHtml } from './markdown.js'
import { moreMenu } from './menu.js'
import { offerCopies } from './offer.js'
import { cleanPasted } from './paste.js'
import { places } from './places.js'
import { readersDialog } from './readers.js'
import { readingList } from './reading.js'
import { saver } from './save.js'
import { textExtensions } from './schema.js'
import { sounds, soundsIn } from './sound.js'
import { noticeLine, stateLine } from './state.js'
import { tableKeys } from './tables.js'
import { tagField } from './tags.js'
import { fillToolbar } from './toolbar.js'
import { typedMarkdown } from './typed.js'
import { besideText, twoLanguages } from './twin.js'
import { make, readWords, word } from './words.js'

const one = (id) => document.getElementById(id)
const lines = (text) => text.replace(/\r\n?/g, '\n')

function start(form) {
  readWords()
  const plain = one('markdown')
  const title = one('title')
  const tools = form.querySelector('.tools')
  const mount = one('body-mount')
  const list = one('iread')

  const notice = noticeLine(make('p', { id: 'notice', class: 's narrow', role: 'status' }))
  const hints = make('p', { id: 'body-keys', class: 'vh' }, word('keys'))
  const { version } = form.elements
  version.value = version.defaultValue // a browser going back may have put an older one in
  const hidden = make('input', { type: 'hidden', name: 'html' })
  let openLink, openFind, openKeys, toolbar, saving
  let visited = false

  // Tab nests in a list; Escape first lets it go on, so that the keyboard is never caught.
  let released = false
  const keys = Extension.create({
    name: 'keys',
    priority: 2000,
    addKeyboardShortcuts: () => ({
      'Mod-k': () => (openLink(), true),
      'Alt-F10': () => (toolbar.focus(), true),
      [FIND_KEYS]: () => (openFind(), true),
      'Mod-Shift-B': () => editor.commands.toggleBlockquote(), // the text's own Mod-B, for capitals locked, would take it
      'Mod-/': () => (openKeys(), true),
    }),
  })

  const pictures = figures({ url: form.dataset.picture, notice, form })
  const heard = sounds({ url: form.dataset.sound, kinds: form.dataset.soundKinds, notice, form, editor: () => editor })
  // The browser's spelling follows the language of the note, not of the page around it.
  const lang = plain.lang || form.lang || document.documentElement.lang
  const extensions = [...textExtensions, footnotes({ onLost: () => notice.say(word('footnote_lost')) }), tableKeys, typedMarkdown, findMarks, keys, Dots, pictures.extension, embedCards({ titles: form.dataset.titles, notice }), places({ onWider: () => notice.say(word('audience_gone')) })]
  const schema = getSchema(extensions)
  const editor = new Editor({
    element: mount,
    injectCSS: false,
    extensions,
    content: documentOf(schema, one('body-html').content).toJSON(),
    editorProps: {
      attributes: {
        id: 'body',
        class: 'write prose',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': word('body'),
        'aria-describedby': 'body-keys',
        spellcheck: 'true',
        lang,
      },
      transformPastedHTML: (html) => cleanPasted(html, { lang, onPictures: () => notice.say(word('paste_pictures')) }),
      // Pasted as bare words (with Shift) or into code, Markdown stays as it was written.
      clipboardTextParser(text, $context, bare) {
        const html = bare || $context.parent.type.spec.code ? null : markdownHtml(text)
        return html && Slice.maxOpen(documentOf(editor.schema, nodesOf(html)).content)
      },
      handlePaste: (view, event) => takePictures(event, event.clipboardData) || refuseFiles(event, event.clipboardData),
      handleDrop(view, event, slice, moved) {
        if (moved) return false
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
        return takePictures(event, event.dataTransfer, place?.pos) || refuseFiles(event, event.dataTransfer)
      },
      handleDOMEvents: {
        blur: () => ((released = false), false),
        keydown(view, event) {
          if (event.key === 'Tab' && released) return true // the editor leaves it, and the browser moves on
          if (event.key === 'Escape') released = true
          else if (event.key !== 'Shift') released = false
          return false
        },
      },
    },
    onFocus: () => (visited = true),
  })

  function takePictures(event, data, place) {
    const files = picturesIn(data)
    const played = soundsIn(data)
    if (!files.length && !played.length) return false
    event.preventDefault()
    const $place = place === undefined ? null : editor.state.doc.resolve(place)
    const at = $place?.depth ? $place.after(1) : place
    if (files.length) pictures.take(files, at)
    if (played.length) heard.take(played, at)
    return true
  }

  function refuseFiles(event, data) {
    if (!data?.files.length || data.types.includes('text/html') || data.types.includes('text/plain')) return false
    event.preventDefault()
    notice.say(word('only_text'))
    return true
  }

  const html = () => htmlOf(editor.state.doc)
  const read = () => ({ title: title.value, html: html() })
  const state = stateLine(one('saved'))
  const conflict = conflictPanel({ place: one('conflict'), flush: () => saving.flush(), dirty: () => saving.dirty() })
  const device = deviceStore(form.dataset.save)
  const began = { title: title.defaultValue, html: html() }
  const page = newKey() // one of its own for a tab that was copied, too
  if (form.elements.page) form.elements.page.value = page

  saving = saver({
    url: form.dataset.save,
    page,
    version: Number(version.defaultValue),
    there: began,
    read,
    device,
    tell: {
      ...state,
      kept(answer) {
        version.value = answer.version
        state.kept(answer.saved)
        reading?.refresh()
        twins?.refresh()
        tags?.refresh()
      },
      aside(answer) {
        state.aside()
        conflict.show(answer)
      },
    },
  })
  const twins = twoLanguages({ url: form.dataset.two, notice })
  const tags = tagField()
  besideText(editor)

  openLink = linkDialog(editor, { titles: form.dataset.titles })
  openKeys = keysDialog(editor)
  const bar = tools.querySelector('[role=toolbar]')
  openFind = findPanel(editor, bar)
  toolbar = fillToolbar(bar, editor, { openLink, openPicture: pictures.open, openMore: moreMenu(editor, bar, { openFind, openKeys, openReaders: readersDialog(editor, { notice }), openSound: heard.open }), controls: 'body' })
  tools.after(notice.element)
  mount.before(hints)
  mount.after(countLine(editor))
  form.append(hidden)
  for (const part of [tools, mount]) part.hidden = false
  for (const part of [plain, ...plain.labels, ...document.querySelectorAll('.plainbox')]) part.hidden = true
  // Last: the list is placed beside a text that stands where it will stay.
  const reading = list && readingList({ list, url: form.dataset.read, editor, notice })
  if (document.activeElement === plain) editor.view.focus()
  plain.disabled = true

  editor.on('update', () => {
    notice.changed()
    saving.changed()
  })
  editor.on('blur', () => saving.save())
  title.addEventListener('input', () => saving.changed())
  title.addEventListener('blur', () => saving.save())
  title.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    editor.view.focus()
  })
  focusMode(editor)
  timer()
  looks()
  if (saving.dirty()) saving.changed() // the title was written in while the page was loading

  offerCopies({
    device,
    current: began,
    parse: (nodes) => documentOf(editor.schema, nodes),
    place: tools,
    use(doc, words) {
      title.value = words
      title.dispatchEvent(new Event('input', { bubbles: true }))
      notice.say(word('offer_used'))
      editor.view.dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, doc.content))
      editor.view.focus()
    },
  })

  keepChoices({
    form,
    kept(text) {
      if (!saving.waiting()) state.kept(text)
      reading?.refresh()
    },
  })
  sendWhole({ form, hidden, html, saving, notice })

  const insert = (content, at) => {
    notice.say(word('inserted'))
    insertHtml(editor, content, at, visited)
    visited = true
  }
  window.addEventListener('weeknotes:insert', (event) => insert(event.detail.html, event.detail.at))
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-insert-html]')
    if (!button) return
    event.preventDefault()
    insert(button.dataset.insertHtml, button.dataset.insertAt)
  })
}

/** The page's own buttons carry the newest text, and go only once the site has it: a save on its way would contradict them. */
function sendWhole({ form, hidden, html, saving, notice }) {
  let passing = false
  const fill = () => (hidden.value = html())
  fill()
  form.addEventListener('formdata', (event) => event.formData.set('html', fill()))
  form.addEventListener('submit', async (event) => {
    if (passing || !saving.dirty()) return saving.release()
    event.preventDefault()
    if (!(await saving.flush())) return notice.say(word('held'))
    passing = true
    form.requestSubmit(event.submitter)
    passing = false
  })
  // Enter in a one-line field would press whichever button of the form comes first.
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches('input:not([type=submit], [type=button])')) event.preventDefault()
  })
}

const form = one('note')
const plain = one('markdown')
// Whoever has begun in the plain box stays there: what they wrote is in it.
if (form && plain && one('body-html') && lines(plain.value) === lines(plain.defaultValue)) start(form)
