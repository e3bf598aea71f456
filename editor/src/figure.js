// Pictures: chosen, pasted or dropped, sent to the site one after the other, and put where they were meant to stand.
// The words for each are asked for while it is on its way.
import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { chooser } from './chooser.js'
import { figureDialog } from './figure-dialog.js'
import { captionOf, movePicture, pictureAt, removePicture, writePicture } from './figure-place.js'
import { documentOf, nodesOf } from './html.js'
import { post, signedOut } from './request.js'
import { make, word } from './words.js'

const OWN = /^\/media\/[0-9a-f-]+$/

// Without HEIC, which a telephone turns into JPEG when it is not asked for; without `capture`, which would keep its owner
// from the pictures they have: so it offers both these and the camera.
const TAKEN = 'image/jpeg,image/png,image/webp,image/gif,image/avif'
const PATIENCE = 300_000 // a large photo on a slow line

const key = new PluginKey('figure')
const isPicture = (file) => file.type.startsWith('image/') || /\.(hei[cf]|jpe?g|png|webp|gif|avif|svg)$/i.test(file.name)

/** The pictures in a clipboard or a drag; none where words come with them: those are wanted. */
export function picturesIn(data) {
  const files = [...(data?.files ?? [])].filter(isPicture)
  if (!files.length || data.getData('text/plain').trim()) return []
  const html = data.getData('text/html')
  return html && nodesOf(html).textContent.trim() ? [] : files
}

/** The file as an address that the page's policy lets it show; "" where it cannot be read. */
const looked = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result))
    reader.addEventListener('error', () => resolve(''))
    reader.readAsDataURL(file)
  })

/** The extension, and what the page needs of it: open() for the button, take(files, place) for what is pasted or dropped. */
export function figures({ url, notice, form }) {
  const input = chooser(form, TAKEN, { take, busy: () => sending, waits: () => notice.say(word('picture_waits')) })
  const line = []
  let editor = null
  let dialog = null
  let sending = false
  let count = 0

  const say = (change) => editor.view.dispatch(editor.state.tr.setMeta(key, change).setMeta('addToHistory', false))
  const placeOf = (job) => key.getState(editor.state).find(undefined, undefined, (spec) => spec.job === job)[0]?.from

  async function take(files, place) {
    const { $to, to } = editor.state.selection
    const jobs = files.map((file) => ({ name: ++count, file, words: word('picture_sending', { name: file.name }), buttons: [], alt: null, caption: '' }))
    for (const job of jobs) say({ add: job, at: place ?? ($to.depth ? $to.after(1) : to) })
    line.push(...jobs)
    if (!sending) send()
    for (const job of jobs) await describe(job)
  }

  async function send() {
    sending = true
    let trouble = ''
    for (let at = 1; line.length; at++) {
      const job = line.shift()
      if (placeOf(job) === undefined) continue // taken out before its turn came
      const all = at + line.length
      notice.say(all > 1 ? word('picture_sending_of', { name: job.file.name, at, all }) : job.words)
      const answer = await ask(job)
      if (placeOf(job) === undefined) continue // or while it was on its way
      if (answer.src) {
        insert(job, answer)
        trouble ||= answer.said
      } else {
        trouble = job.words = answer.why
        job.buttons = answer.again ? ['again', 'leave'] : ['leave']
        say({ change: job })
        job.refused = !answer.again
        if (job.refused) dialog.leave(job)
      }
    }
    sending = false
    notice.say(trouble || word('picture_in'))
  }

  /** What the site says to a picture: {src, width, height, said}, or {why, again} where it was not taken. */
  async function ask({ file }) {
    const body = new FormData()
    body.append('picture', file)
    const named = { name: file.name }
    try {
      const answer = await post(url, body, { headers: { Accept: 'application/json' }, patience: PATIENCE })
      if (signedOut(answer)) return { why: word('picture_signed_out', named), again: true }
      const json = answer.headers.get('Content-Type')?.startsWith('application/json')
      if (answer.ok && json) return await answer.json()
      if (json) return { why: word('picture_refused', { ...named, why: (await answer.json()).message }) }
      if (answer.status === 413) return { why: word('picture_refused', { ...named, why: word('picture_too_large') }) }
    } catch {
      // No answer: said below.
    }
    return { why: word('picture_failed', named), again: true }
  }

  /** Puts the picture in its place with the words it has by now. An empty line that the caret waits on stays below it. */
  function insert(job, { src, width, height }) {
    job.src = src
    tell(src, job.consent)
    const image = make('img', { src, alt: job.alt, width, height })
    const figure = make('figure', {}, image, ...(job.caption ? [make('figcaption', {}, job.caption)] : []))
    const { content } = documentOf(editor.schema, nodesOf(figure.outerHTML))
    const { tr } = editor.state
    const at = placeOf(job)
    const before = tr.doc.resolve(at).nodeBefore
    const empty = before?.type.name === 'paragraph' && !before.content.size
    editor.view.dispatch(tr.insert(empty ? at - before.nodeSize : at, content.firstChild).setMeta(key, { remove: job }))
  }

  /** Has the site keep that those in the picture agreed, or that nobody can be made out; nothing where nothing was chosen. */
  async function tell(src, consent) {
    if (!consent) return
    const body = new FormData()
    body.append('consent', consent)
    try {
      if ((await post(`${src}/agreed/`, body)).ok) return
    } catch {
      // No answer: said below.
    }
    notice.say(word('entry_failed'))
  }

  /** Asks for the words of a picture that was just chosen. It may be in the text by the time they are given. */
  async function describe(job) {
    const src = await looked(job.file)
    if (job.refused) return
    const said = await dialog.ask({ job, src, alt: null, caption: '', captioned: true, agreed: true })
    const there = () => {
      let found = null
      editor.state.doc.descendants((node, at) => {
        if (node.type.name === 'image' && node.attrs.src === job.src) found ??= at
      })
      return found === null ? null : pictureAt(editor.state, found)
    }
    if (said.remove) {
      say({ remove: job })
      if (job.src && there()) out(there())
    } else if (said.alt !== null) {
      Object.assign(job, said)
      if (job.src && there()) writePicture(editor, there(), said)
      if (job.src) tell(job.src, said.consent)
    }
  }

  function out(picture) {
    removePicture(editor, picture)
    notice.say(word('picture_removed'))
  }

  function move(by) {
    const picture = pictureAt(editor.state)
    if (!picture?.figure) return false
    if (movePicture(editor, picture, by)) notice.say(word('picture_moved'))
    return true
  }

  /** Opens the words of the picture at hand; false where there is none. */
  function edit() {
    const picture = pictureAt(editor.state)
    if (!picture) return false
    const { src, alt } = picture.node.attrs
    editor.commands.setNodeSelection(picture.at)
    const caption = captionOf(picture)?.node.textContent.trim() ?? ''
    dialog.ask({ src, alt, caption, captioned: Boolean(picture.figure), agreed: OWN.test(src), move: picture.figure && move }).then((said) => {
      tell(src, said.consent)
      const now = pictureAt(editor.state) // the dialog is modal: the picture is still the one chosen, wherever it was moved
      if (said.remove) out(now)
      else if (said.alt !== null && (said.alt !== alt || said.caption !== caption)) writePicture(editor, now, said)
    })
    return true
  }
  const chosen = () => editor.state.selection instanceof NodeSelection && pictureAt(editor.state)

  // What stands in the place of a picture until it comes: words, and what can be done where it did not come. Never part of the note.
  function waiting(job) {
    const box = make('p', { class: 's', contenteditable: 'false' }, job.words, ' ')
    const acts = { again: () => resend(job), leave: () => say({ remove: job }) }
    for (const name of job.buttons) {
      const button = make('button', { type: 'button', class: 'bare' }, word(`picture_${name}`))
      button.addEventListener('click', () => {
        acts[name]()
        editor.view.focus()
      })
      box.append(button, ' ')
    }
    return box
  }

  function resend(job) {
    job.words = word('picture_sending', { name: job.file.name })
    job.buttons = []
    say({ change: job })
    line.push(job)
    if (!sending) send()
  }

  const widget = (at, job) =>
    Decoration.widget(at, () => waiting(job), { side: 1, key: `${job.name}:${job.words}`, job, stopEvent: () => true, ignoreSelection: true })

  const extension = Extension.create({
    name: 'figures',
    priority: 2100,
    onBeforeCreate() {
      editor = this.editor
      dialog = figureDialog(() => editor.view.focus())
    },
    addKeyboardShortcuts: () => ({
      Enter: () => Boolean(chosen()) && edit(),
      Backspace: () => Boolean(chosen()) && (out(chosen()), true),
      Delete: () => Boolean(chosen()) && (out(chosen()), true),
      'Alt-ArrowUp': () => move(-1),
      'Alt-ArrowDown': () => move(1),
    }),
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, set) {
            const now = set.map(transaction.mapping, transaction.doc)
            const said = transaction.getMeta(key)
            if (!said) return now
            const job = said.add ?? said.change ?? said.remove
            const [old] = now.find(undefined, undefined, (spec) => spec.job === job)
            const rest = old ? now.remove([old]) : now
            const at = said.add ? said.at : said.change && old?.from
            return at === undefined ? rest : rest.add(transaction.doc, [widget(at, job)])
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          handleDoubleClickOn: (view, position, node) => node.type.name === 'image' && edit(),
          // Words typed on a picture would take its place: they go below it.
          handleTextInput(view, from, to, text) {
            const picture = chosen()
            if (!picture?.figure) return false
            const below = picture.figure.at + picture.figure.node.nodeSize
            const { tr, schema } = view.state
            tr.insert(below, schema.nodes.paragraph.create(null, schema.text(text)))
            view.dispatch(tr.setSelection(TextSelection.create(tr.doc, below + 1 + text.length)).scrollIntoView())
            return true
          },
        },
      }),
    ],
  })

  return { extension, take, open: () => edit() || input.click() }
}
