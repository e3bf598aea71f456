// Sounds and films: chosen or dropped, sent to the site one after the other, and put into the text as a link that is all its paragraph
// says, which readers get a player for. Their words (transcript, captions) are given on a page of their own.
import { chooser } from './chooser.js'
import { post, signedOut } from './request.js'
import { word } from './words.js'

const PATIENCE = 1_800_000 // a film on a slow line
const isSound = (file) => /^(audio|video)\//.test(file.type) || /\.(mp3|m4a|ogg|oga|opus|wav|mp4|m4v|mov|webm)$/i.test(file.name)

/** The sounds and films in a drag or a clipboard. */
export const soundsIn = (data) => [...(data?.files ?? [])].filter(isSound)

/** What the page needs: open() for the button, take(files, place) for what is dropped. `editor` gives the editor once it is there. */
export function sounds({ url, kinds, notice, form, editor }) {
  const input = chooser(form, kinds, { take, busy: () => sending, waits: () => notice.say(word('sound_waits')) })
  let sending = 0

  async function take(files, place) {
    sending += files.length
    for (const file of files) {
      notice.say(word('picture_sending', { name: file.name }))
      const answer = await ask(file)
      sending--
      if (!answer.src) {
        notice.say(answer.why)
        continue
      }
      insert(answer.src, file.name.replace(/\.[a-z0-9]{1,5}$/i, ''), place)
      notice.say(word('sound_in'))
    }
  }

  async function ask(file) {
    const body = new FormData()
    body.append('sound', file)
    const named = { name: file.name }
    try {
      const answer = await post(url, body, { headers: { Accept: 'application/json' }, patience: PATIENCE })
      if (signedOut(answer)) return { why: word('picture_signed_out', named) }
      const json = answer.headers.get('Content-Type')?.startsWith('application/json')
      if (answer.ok && json) return await answer.json()
      if (json) return { why: word('picture_refused', { ...named, why: (await answer.json()).message }) }
      if (answer.status === 413) return { why: word('picture_refused', { ...named, why: word('picture_too_large') }) }
    } catch {
      // No answer: said below.
    }
    return { why: word('picture_failed', named) }
  }

  /** Below the block the caret is in, or where it was dropped; an empty line that the caret waits on is used up. */
  function insert(src, words, place) {
    const { state, view } = editor()
    const { schema, tr, selection } = state
    const link = schema.text(words || src, [schema.marks.link.create({ href: src })])
    const at = Math.min(place ?? (selection.$to.depth ? selection.$to.after(1) : selection.to), tr.doc.content.size)
    const before = tr.doc.resolve(at).nodeBefore
    const empty = before?.type.name === 'paragraph' && !before.content.size
    tr.replaceWith(empty ? at - before.nodeSize : at, at, schema.nodes.paragraph.create(null, link))
    view.dispatch(tr.setMeta('preventAutolink', true))
  }

  return { take, open: () => input.click() }
}
