// Requests to our own site: the CSRF token, redirects to signing in, and a token that has changed since the page was opened.
import { asHtml } from './trusted.js'

const token = () => document.querySelector('input[name=csrfmiddlewaretoken]')?.value ?? ''

/** POSTs `body`; a redirect is not followed (it is the way to signing in). Throws when there is no answer in `patience` milliseconds. */
export async function post(url, body, { headers = {}, keepalive = false, patience = 20_000 } = {}) {
  const send = () =>
    fetch(url, {
      method: 'POST',
      body,
      headers: { 'X-CSRFToken': token(), 'X-Requested-With': 'fetch', ...headers },
      redirect: 'manual',
      keepalive,
      signal: AbortSignal.timeout(patience),
    })
  const answer = await send()
  // Signing in in another tab changes the token this page was given.
  return answer.status === 403 && (await freshToken()) ? send() : answer
}

async function freshToken() {
  try {
    const answer = await fetch(location.href, { redirect: 'manual', signal: AbortSignal.timeout(20_000) })
    if (!answer.ok) return false
    const page = new DOMParser().parseFromString(asHtml(await answer.text()), 'text/html')
    const fresh = page.querySelector('input[name=csrfmiddlewaretoken]')?.value
    if (!fresh || fresh === token()) return false
    for (const input of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) input.value = fresh
    return true
  } catch {
    return false
  }
}

/** True when the answer means "sign in first". */
export const signedOut = (answer) => answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403
