// Opens a card on a page for readers: nothing is asked of another site before its button is pressed. Without this it is a link.
for (const card of document.querySelectorAll('.embed[data-frame]')) {
  const { frame, show, asks } = card.dataset
  const link = card.querySelector('a')
  const button = document.createElement('button')
  const says = document.createElement('span')
  const acts = document.createElement('p')
  button.type = 'button'
  button.className = 'quiet'
  button.textContent = show
  says.id = `embed-${[...document.querySelectorAll('.embed')].indexOf(card) + 1}`
  says.className = 's'
  says.textContent = asks
  button.setAttribute('aria-describedby', says.id)
  button.setAttribute('aria-label', `${show}: ${link.textContent}`)
  acts.className = 'acts'
  acts.append(button, says)
  card.append(acts)
  button.addEventListener('click', () => {
    const shown = document.createElement('iframe')
    shown.title = link.textContent
    shown.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation')
    shown.allow = 'fullscreen; encrypted-media; picture-in-picture'
    shown.referrerPolicy = 'origin' // some show nothing to a page that does not say whose it is
    shown.tabIndex = 0
    shown.src = frame
    acts.replaceWith(shown)
    shown.focus()
  })
}
