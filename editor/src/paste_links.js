// Links of pasted text as their writer meant them: without what a mail filter or a search put around the address.
import { unwrap } from './paste_nodes.js'

// Where the meant address stands in the address of those who pass it on.
const PASSED_ON = [
  [/(?:^|\.)safelinks\.protection\.(?:outlook|office365)\.com$/, 'url'],
  [/^statics\.teams\.(?:cdn\.office\.net|microsoft\.com)$/, 'url'],
  [/^(?:www\.)?google\.[a-z.]+$/, 'q', '/url'],
  [/^slack-redir\.net$/, 'url'],
]

/** The address that `href` leads to in the end; `href` itself when nothing was put around it. */
export function meant(href) {
  let address = href
  for (let times = 0; times < 4 && URL.canParse(address); times++) {
    const { hostname, pathname, searchParams } = new URL(address)
    const found = PASSED_ON.find(([host, , path]) => host.test(hostname) && (!path || pathname === path))
    const inner = found && searchParams.get(found[1])
    if (!inner || !/^(https?|mailto):/i.test(inner)) break
    address = inner
  }
  return address
}

/** Links within `root` as they were meant; what names a person, and links to a place in the other page, are words. */
export function tidyLinks(root) {
  for (const link of root.querySelectorAll('a')) {
    const href = (link.getAttribute('href') ?? '').trim()
    const mention = link.matches('[id^=OWAAM], .user-mention, .confluence-userlink, [data-mention-id], [itemtype*=Mention]')
    const note = link.closest('sup') && link.id.startsWith('fn')
    if (!href || mention || (href.startsWith('#') && !note)) unwrap(link)
    else if (!note) link.setAttribute('href', meant(href))
  }
}
