// The little of WebDriver that a journey needs, spoken to WebKitGTK's driver under a virtual screen.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** A screen of no machine, whose number Xvfb chooses. */
async function screen() {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await Promise.race([once(xvfb.stdout, 'data'), once(xvfb, 'error').then(([error]) => Promise.reject(error))]);
  return { xvfb, display: `:${String(number[0]).trim()}` };
}

export async function webdriver(programma) {
  const { xvfb, display } = await screen();
  const port = await freePort();
  const driver = spawn(programma, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env: { ...process.env, DISPLAY: display, TZ: 'Europe/Rome', WEBKIT_DISABLE_COMPOSITING_MODE: '1' } });
  const base = `http://127.0.0.1:${port}`;
  const call = async (method, path, body) => {
    const answer = await fetch(`${base}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`.slice(0, 300));
    return value;
  };
  for (let tries = 0; tries < 50; tries += 1) {
    if (await call('GET', '/status').then(() => true, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const chiudi = () => {
    driver.kill();
    xvfb.kill();
  };
  try {
    const { sessionId, capabilities } = await call('POST', '/session', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    const session = `/session/${sessionId}`;
    await call('POST', `${session}/timeouts`, { script: 60_000, pageLoad: 60_000, implicit: 0 });
    return {
      versione: `${capabilities.browserName} ${capabilities.browserVersion}`,
      vai: (url) => call('POST', `${session}/url`, { url }),
      finestra: (width, height) => call('POST', `${session}/window/rect`, { width, height }),
      /** A function with its arguments, as text: what it gives is awaited. */
      async esegui(script, ...args) {
        const text = typeof script === 'string' ? script : `return (${script})(...arguments)`;
        const wrapped = `const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1); Promise.resolve().then(() => (function () { ${text} }).apply(null, given)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const { value, error } = await call('POST', `${session}/execute/async`, { script: wrapped, args });
        if (error) throw new Error(error);
        return value;
      },
      async chiudi() {
        await call('DELETE', session).catch(() => {});
        chiudi();
      },
    };
  } catch (error) {
    chiudi();
    throw error;
  }
}
