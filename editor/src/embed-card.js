// A film, a map, a post from elsewhere, or a sound or film of this site: a link that is all its paragraph says. The text stays as it is; beneath it stands what readers
// are shown, and a way to ask for the title. The forms of addresses come with the page (prose/embed.toml).
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { addressOf, titleAt } from './link.js'
import { make, word } from './words.js'

const key = new PluginKey('embedCard')
const OWN = /^\/media\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The address of a paragraph that is one link and nothing else; null for any other. */
function lone(paragraph) {
  let href = null
  let alone = paragraph.childCount > 0
  paragraph.forEach((child) => {
    const link = child.isText && child.marks.find((mark) => mark.type.name === 'link')
    alone &&= Boolean(link) && (href === null || href === link.attrs.href)
    if (link) href = link.attrs.href
  })
  return alone ? href : null
}

/** The extension; `titles` is where a page's title is asked for. */
export function embedCards({ titles, notice }) {
  const forms = JSON.parse(document.getElementById('embeds')?.textContent ?? '[]').map(([name, form]) => [name, new RegExp(form, 'i')])
  let editor = null

  const found = (doc) => {
    const cards = []
    doc.descendants((node, at) => {
      if (node.type.name !== 'paragraph') return !node.isTextblock
      const href = node.firstChild?.marks.length ? lone(node) : null
      const known = href && (OWN.test(href) ? [null] : forms.find(([, form]) => form.test(href)))
      if (known) cards.push({ at, to: at + node.nodeSize, name: known[0], href, bare: addressOf(node.textContent) === href })
      return false
    })
    return cards
  }

  function line({ name, href, bare }) {
    const box = make('p', { class: 's', contenteditable: 'false' }, name ? word('embed_card', { name }) : word('sound_card'), ' ')
    if (!name) {
      box.append(make('a', { href: `${href}/words/`, target: '_blank', rel: 'noopener' }, word('sound_words')))
      return box
    }
    if (bare && titles) {
      const ask = make('button', { type: 'button', class: 'bare' }, word('link_ask'))
      ask.addEventListener('click', async () => {
        ask.disabled = true
        ask.textContent = word('link_asking')
        const said = await titleAt(titles, href)
        ask.disabled = false
        ask.textContent = word('link_ask')
        if (!said.title) return notice.say(said.message)
        const now = found(editor.state.doc).find((card) => card.href === href && card.bare)
        if (!now) return
        const { schema, tr } = editor.state
        tr.replaceWith(now.at + 1, now.to - 1, schema.text(said.title, [schema.marks.link.create({ href })]))
        editor.view.dispatch(tr.setMeta('preventAutolink', true))
        editor.view.focus()
      })
      box.append(ask)
    }
    return box
  }

  const drawn = (doc) =>
    DecorationSet.create(
      doc,
      found(doc).map((card) =>
        Decoration.widget(card.to, () => line(card), { side: -1, key: `${card.href} ${card.bare}`, stopEvent: () => true, ignoreSelection: true }),
      ),
    )

  return Extension.create({
    name: 'embedCards',
    onBeforeCreate() {
      editor = this.editor
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: (config, state) => drawn(state.doc),
          apply: (transaction, set) => (transaction.docChanged ? drawn(transaction.doc) : set),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ],
  })
}
