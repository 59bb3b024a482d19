// What the style sheets name against what the pages name, and their colours against the public design system's.
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const root = new URL('../../../pwa/', import.meta.url);
/** Named without a look of their own. */
const NAKED = ['conflict'];
const read = (path) => readFileSync(new URL(path, root), 'utf8');

function walk(folder, ending) {
  return readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) return walk(`${path}/`, ending);
    return path.endsWith(ending) ? [path] : [];
  });
}

const sheets = () => walk('styles/', '.css').sort().map((path) => read(path).replace(/\/\*[\s\S]*?\*\//g, ''));

/** Bytes of the style sheet as it is sent. */
export function weight() {
  const text = sheets().flatMap((sheet) => sheet.split('\n').map((line) => line.trim()).filter(Boolean)).join('\n');
  return brotliCompressSync(text).length;
}

/** Tokens of the package that are written down here with another value than its own. */
export function strayTokens() {
  const { tokens } = JSON.parse(read('styles/design-tokens-italia.json'));
  const written = [...read('styles/01-tokens.css').matchAll(/^\s+(--it-[a-z0-9-]+):\s*([^;]+);/gm)];
  const wrong = written.filter(([, name, value]) => tokens[name] !== value).map(([, name, value]) => `${name}: ${value} is ${tokens[name]}`);
  const unknown = sheets().join('').match(/var\(--[a-z0-9-]+/g) ?? [];
  const defined = new Set([...sheets().join('').matchAll(/(--[a-z0-9-]+)\s*:/g)].map(([, name]) => name));
  const missing = [...new Set(unknown.map((use) => use.slice(4)))].filter((name) => !defined.has(name));
  return { written: written.length, wrong: [...wrong, ...missing.map((name) => `${name} is not defined`)] };
}

/** Names that one side has and the other lacks. */
export function strayClasses() {
  const styled = new Set(
    sheets().flatMap((sheet) => [...sheet.replace(/\{[^{}]*\}/g, ';').matchAll(/\.(-?[a-zA-Z][\w-]*)/g)].map(([, name]) => name)),
  );
  const sources = [...walk('src/', '.rs'), 'index.html', 'boot.js'].map((path) => {
    try {
      return read(path);
    } catch {
      return '';
    }
  });
  const words = new Set(sources.flatMap((text) => [...text.matchAll(/"([^"]*)"/g), ...text.matchAll(/class:([\w-]+)=/g)].flatMap(([, inside]) => inside.split(/[\s.#]+/))));
  const attributes = sources.flatMap((text) => [
    ...[...text.matchAll(/\bclass="([^"{]*)"/g)].flatMap(([, names]) => names.split(/\s+/)),
    ...[...text.matchAll(/\bclass:([\w-]+)=/g)].map(([, name]) => name),
  ]);
  const used = new Set(attributes.filter(Boolean));
  return {
    unused: [...styled].filter((name) => !words.has(name)).sort(),
    undefined: [...used].filter((name) => !styled.has(name) && !NAKED.includes(name)).sort(),
  };
}
