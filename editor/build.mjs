// Builds what the browser loads into the web room's static folder, and says how heavy it is.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { icon } from './icons.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const out = fileURLToPath(new URL('../src/weeknotes/web/static/built/', import.meta.url))
const words = JSON.parse(await readFile(`${here}words.json`, 'utf8'))

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
const result = await build({
  absWorkingDir: here,
  entryPoints: { editor: 'src/editor.js', site: 'src/site.js', parts: 'src/parts.js', jot: 'src/jot.js', search: 'src/search.js', worker: 'src/worker.js', embed: 'src/embed.js', passkey: 'src/passkey.js', 'editor-style': 'editor.css' },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"', WORD_KEYS: JSON.stringify(Object.keys(words)) },
})

for (const file of result.outputFiles) {
  const name = file.path.slice(out.length).replace('editor-style.css', 'editor.css')
  await writeFile(out + name, file.contents)
  console.log(`${name}\t${file.contents.length} bytes\t${gzipSync(file.contents, { level: 9 }).length} gzipped`)
}

for (const side of [192, 512]) await writeFile(`${out}icon-${side}.png`, icon(side))

// The licences of what is bundled travel with it, as those licences ask.
const packages = new Set()
for (const path of Object.keys(result.metafile.inputs)) {
  const found = path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)
  if (found) packages.add(found[1])
}
const notices = []
for (const name of [...packages].sort()) {
  const folder = `${here}node_modules/${name}/`
  const { version, license } = JSON.parse(await readFile(`${folder}package.json`, 'utf8'))
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
  notices.push(`${name} ${version} (${license})\n\n${file ? (await readFile(folder + file, 'utf8')).trim() : ''}\n`)
}
await writeFile(`${out}licences.txt`, notices.join('\n----\n\n'))
