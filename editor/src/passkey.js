// Passkeys: asks the browser for one, and sends what it gives as the form's own post. Without this the form stays hidden, and a code by mail signs in.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const ids = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }))

async function added({ publicKey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge), excludeCredentials: ids(publicKey.excludeCredentials) }
  options.user = { ...publicKey.user, id: bytes(publicKey.user.id) }
  // Found again by the device itself, so that nobody has to say who they are first.
  options.authenticatorSelection = { ...publicKey.authenticatorSelection, residentKey: 'required', requireResidentKey: true }
  return navigator.credentials.create({ publicKey: options })
}

async function used(form) {
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(answer.statusText)
  const { publicKey } = (await answer.json()).request_options
  return navigator.credentials.get({ publicKey: { ...publicKey, challenge: bytes(publicKey.challenge), allowCredentials: ids(publicKey.allowCredentials) } })
}

// The form that both ends know (WebAuthn Level 3, 5.1): what is binary is written in base64url.
function written(credential) {
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = text(credential.response[name])
  }
  const { id, type } = credential
  return { id, type, rawId: text(credential.rawId), response, clientExtensionResults: credential.getClientExtensionResults() }
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) continue
  form.hidden = false
  const status = form.querySelector('[role=status]')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    status.textContent = ''
    try {
      const credential = await (form.dataset.passkey === 'add' ? added(JSON.parse(form.dataset.options)) : used(form))
      form.elements.credential.value = JSON.stringify(written(credential))
      form.submit()
    } catch {
      status.textContent = form.dataset.trouble // stopped by the person, or not possible here: the browser has said which
    }
  })
}
