// Finding words in pages that stand in a folder, without any server. Everything else on these pages works without this.
(() => {
  "use strict";
  const place = document.getElementById("find");
  if (!place) return;
  const box = place.querySelector("input");
  const said = place.querySelector("[role=status]");
  const list = place.querySelector("ol");
  const folder = place.dataset.folder;
  const MOST = 100;
  let pages = null;
  let shelves = [];
  const words = new Map();
  const waiting = new Map();

  const load = (name) => {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done) => {
        const tag = document.createElement("script");
        tag.src = `${folder}/${name}.js`;
        tag.onload = done;
        tag.onerror = done;
        document.head.append(tag);
      }));
    }
    return waiting.get(name);
  };

  globalThis.weeknotesFind = {
    pages(all, names) { pages = all; shelves = names; },
    words(name, table) { words.set(name, table); },
  };

  // The same as weeknotes/prose/tokens.py does to the words of the pages.
  const LETTERS = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ß": "ss" };
  const folded = (text) => (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]*/gu) || [])
    .map((word) => [...word.normalize("NFKD").toLowerCase()].map((one) => LETTERS[one] || one).join("").replace(/[^\p{L}\p{N}]/gu, "").slice(0, 60))
    .filter(Boolean);
  const shelfOf = (word) => (/^[0-9a-z]/.test(word) ? word[0] : "other");

  const numbers = (packed) => {
    let at = 0;
    return packed.split(".").map((one) => (at += Number.parseInt(one, 36)));
  };

  const having = async (word) => {
    const name = shelfOf(word);
    if (!shelves.includes(name)) return new Set();
    await load(`words-${name}`);
    const table = words.get(name) || {};
    const found = new Set();
    for (const key of Object.keys(table)) if (key.startsWith(word)) for (const one of numbers(table[key])) found.add(one);
    return found;
  };

  let turn = 0;
  const look = async () => {
    const mine = ++turn;
    const wanted = [...new Set(folded(box.value))];
    if (!wanted.length) { said.textContent = ""; list.replaceChildren(); return; }
    await load("pages");
    const sets = await Promise.all(wanted.map(having));
    if (mine !== turn || !pages) return;
    const hits = [...sets[0]].filter((one) => sets.every((set) => set.has(one))).sort((a, b) => a - b);
    said.textContent = hits.length ? place.dataset.some.replace("{count}", String(hits.length)) : place.dataset.none;
    list.replaceChildren(...hits.slice(0, MOST).map((one) => {
      const [href, title, about, lang] = pages[one];
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = href;
      link.textContent = title;
      if (lang) link.lang = lang;
      const line = document.createElement("span");
      line.className = "soft";
      line.textContent = about;
      item.append(link, document.createElement("br"), line);
      return item;
    }));
  };

  place.hidden = false;
  box.addEventListener("input", look);
  place.addEventListener("submit", (event) => { event.preventDefault(); look(); });
})();
