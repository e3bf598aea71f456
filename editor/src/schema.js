// What a note may hold: exactly the allow-list of the text format, so that opening and saving a note loses nothing.
import { Extension, InputRule, Mark, Node } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Code } from '@tiptap/extension-code'
import { CodeBlock } from '@tiptap/extension-code-block'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { HorizontalRule } from '@tiptap/extension-horizontal-rule'
import { Italic } from '@tiptap/extension-italic'
import { BulletList } from '@tiptap/extension-list/bullet-list'
import { ListItem } from '@tiptap/extension-list/item'
import { OrderedList } from '@tiptap/extension-list/ordered-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Strike } from '@tiptap/extension-strike'
import { Text } from '@tiptap/extension-text'
import { Gapcursor } from '@tiptap/extensions/gap-cursor'
import { TrailingNode } from '@tiptap/extensions/trailing-node'
import { UndoRedo } from '@tiptap/extensions/undo-redo'
import { Hyperlink } from './hyperlink.js'

const kept = (...names) => Object.fromEntries(names.map((name) => [name, { default: null }]))

// <li>text</li> and <li><p>text</p></li> are both met. The editor needs the paragraph; `tight` remembers that the text
// had none, so that html.js can take it out again.
const tight = (whenNew) => ({
  tight: {
    default: whenNew,
    parseHTML: (element) => element.hasAttribute('data-tight') || ![...element.children].some((child) => child.tagName === 'P'),
    renderHTML: ({ tight }) => (tight ? { 'data-tight': '' } : {}),
  },
})

const holds = (extension, content, whenNew, more = {}) =>
  extension.extend({
    content,
    addAttributes() {
      return { ...this.parent?.(), ...tight(whenNew), ...more }
    },
  })

const OurHeading = Heading.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      audience: {
        default: null,
        parseHTML: (element) => element.getAttribute('data-audience'),
        renderHTML: ({ audience }) => (audience ? { 'data-audience': audience } : {}),
      },
    }
  },
  parseHTML() {
    // Pasted levels outside ours come to the nearest one.
    return [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: level < 3 ? 2 : 3 } }))
  },
}).configure({ levels: [2, 3] })

const OurListItem = ListItem.extend({
  content: 'block+',
  addAttributes: () => ({ ...kept('value'), ...tight(true) }),
})

// "- " typed at the start of a line that is in a list already is how somebody types the next item: the mark is dropped, the item stays.
const onlyOutside = (rules) =>
  rules.map(
    (rule) =>
      new InputRule({
        find: rule.find,
        handler: (props) => {
          const { state, range } = props
          if (state.doc.resolve(range.from).node(-1)?.type.name !== 'listItem') return rule.handler(props)
          state.tr.delete(range.from, range.to)
        },
      }),
  )

const OurBulletList = BulletList.extend({
  addInputRules() {
    return onlyOutside(this.parent?.() ?? [])
  },
})

const OurOrderedList = OrderedList.extend({
  addInputRules() {
    return onlyOutside(this.parent?.() ?? [])
  },
  addAttributes() {
    return {
      ...this.parent?.(),
      reversed: {
        default: false,
        parseHTML: (element) => element.hasAttribute('reversed'),
        renderHTML: ({ reversed }) => (reversed ? { reversed: '' } : {}),
      },
    }
  },
})

// Text in <pre> may carry links and emphasis, and may or may not stand in <code>.
const Preformatted = CodeBlock.extend({
  content: '(text | hardBreak)*',
  marks: '_',
  addAttributes() {
    return {
      ...this.parent?.(),
      code: { default: true, parseHTML: (element) => onlyCode(element) !== null, rendered: false },
    }
  },
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full', contentElement: (element) => onlyCode(element) ?? element }],
  renderHTML({ node, HTMLAttributes }) {
    const { language, code } = node.attrs
    return ['pre', HTMLAttributes, code ? ['code', language ? { class: `language-${language}` } : {}, 0] : 0]
  },
})

const onlyCode = (pre) => (pre.childNodes.length === 1 && pre.firstChild.nodeName === 'CODE' ? pre.firstChild : null)

const raised = (name, tag) =>
  Mark.create({
    name,
    priority: 1100, // outside a link: <sup><a>1</a></sup>, as footnotes are written
    excludes: name,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  })

const Image = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  // No alt and an empty alt differ: the second says "decoration".
  addAttributes: () => kept('src', 'alt', 'title', 'width', 'height'),
  parseHTML: () => [{ tag: 'img[src]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
})

const Figure = Node.create({
  name: 'figure',
  group: 'block',
  content: '(block | figcaption)+',
  defining: true,
  isolating: true,
  addAttributes: () => tight(true),
  parseHTML: () => [{ tag: 'figure' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes, 0],
})

const Caption = (name, tag) =>
  Node.create({
    name,
    content: 'block+',
    defining: true,
    isolating: true,
    addAttributes: () => tight(true),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    addKeyboardShortcuts() {
      // Enter ends a caption: it goes on below the figure or the table.
      return {
        Enter: () => {
          const { $from } = this.editor.state.selection
          for (let depth = $from.depth; depth > 1; depth--) {
            if ($from.node(depth).type.name !== name) continue
            const after = $from.after(depth - 1)
            return this.editor.chain().insertContentAt(after, { type: 'paragraph' }).setTextSelection(after + 1).run()
          }
          return false
        },
      }
    },
  })

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'caption? tableSection+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, 0],
})

const tagged = (tags) => ({
  tag: { default: tags[0], parseHTML: (element) => element.tagName.toLowerCase(), rendered: false },
})

const tableSections = ['tbody', 'thead', 'tfoot']
const TableSection = Node.create({
  name: 'tableSection',
  content: 'tableRow*',
  addAttributes: () => tagged(tableSections),
  parseHTML: () => tableSections.map((tag) => ({ tag })),
  renderHTML: ({ node, HTMLAttributes }) => [node.attrs.tag, HTMLAttributes, 0],
})

const TableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
})

const TableCell = Node.create({
  name: 'tableCell',
  content: '(paragraph | bulletList | orderedList | blockquote | codeBlock | figure | horizontalRule)+',
  isolating: true,
  addAttributes: () => ({ ...tagged(['td', 'th']), ...kept('colspan', 'rowspan', 'scope', 'align'), ...tight(true) }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ node, HTMLAttributes }) => [node.attrs.tag, HTMLAttributes, 0],
})

const blocks = ['paragraph', 'heading', 'blockquote', 'bulletList', 'orderedList', 'listItem', 'codeBlock', 'figure', 'figcaption', 'table']

// `lang` marks words of the other language; `id` is what a footnote's link goes to.
const Everywhere = Extension.create({
  name: 'everywhere',
  addGlobalAttributes: () => [
    { types: [...blocks, 'tableCell', 'image', 'bold', 'italic', 'link', 'superscript'], attributes: kept('lang', 'dir', 'id') },
  ],
})

/** Every extension that makes up the text; the page's own behaviour is added beside them. */
export const textExtensions = [
  Document,
  Text,
  Paragraph,
  OurHeading,
  OurBulletList,
  OurOrderedList,
  OurListItem,
  holds(Blockquote, 'block+', false),
  Preformatted,
  HorizontalRule,
  HardBreak,
  Bold,
  Italic,
  Strike,
  Code.extend({ excludes: 'code' }), // a link or emphasis in code stays
  raised('superscript', 'sup'),
  raised('subscript', 'sub'),
  Hyperlink,
  Image,
  Figure,
  Caption('figcaption', 'figcaption'),
  Table,
  Caption('caption', 'caption'),
  TableSection,
  TableRow,
  TableCell,
  Everywhere,
  UndoRedo,
  Gapcursor,
  // Enter leads out of lists and quotes; these others need an open line after them.
  TrailingNode.configure({ notAfter: ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote'] }),
]
