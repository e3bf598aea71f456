// Trusted Types: our pages let no text become HTML or a script but through here (web/policy.py). What comes through stays inert: it is parsed in a
// template or a document that shows and runs nothing, and is read from there; a script is one of this site.
const policy = globalThis.trustedTypes?.createPolicy('weeknotes', {
  createHTML: (text) => text,
  createScriptURL(address) {
    if (new URL(address, location.href).origin !== location.origin) throw new TypeError('a script of another site')
    return address
  },
})

export const asHtml = (html) => policy?.createHTML(html) ?? html
export const ownScript = (address) => policy?.createScriptURL(address) ?? address
