// MDN's HTTP Observatory on the pages as they are served over TLS.
import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCAN = `
import { scan } from '@mdn/mdn-http-observatory';
const { scan: { grade, score }, tests } = await scan(process.argv[1]);
console.log(JSON.stringify({ grade, score, lost: Object.entries(tests).filter(([, { pass }]) => !pass).map(([name, { result }]) => name + ': ' + result) }));
`;

/** In a process of its own: only so can a certificate be trusted. */
export async function intestazioni({ origine, ponte }) {
  // An error's page has the same headers.
  const page = await fetch(origine);
  if (!page.ok || !(await page.text()).includes('id="avvio"')) throw new Error(`observatory: ${page.status}, and not the app`);
  const entry = createRequire(import.meta.url).resolve('@mdn/mdn-http-observatory/package.json');
  const list = join(dirname(entry), 'conf/hsts-preload.json');
  // The list of preloaded hosts is downloaded otherwise; localhost is not on it.
  if (!existsSync(list)) writeFileSync(list, '{}');
  const host = new URL(ponte.origine).host;
  const options = { cwd: fileURLToPath(new URL('..', import.meta.url)), env: { ...process.env, NODE_EXTRA_CA_CERTS: ponte.certificato } };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module', '-e', SCAN, host], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`observatory: ${stderr.slice(-600)}`));
      else resolve(JSON.parse(stdout.trim().split('\n').at(-1)));
    });
  });
}
