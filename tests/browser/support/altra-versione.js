// The same service at another address, with a service worker that can be changed: a new release, without building one.
import { createServer, request as ask } from 'node:http';

/** Serves what `base` serves on a port of its own; `worker` rewrites sw.js. */
export async function otherRelease(base, use) {
  const target = new URL(base);
  let worker = (text) => text;
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const plain = url === '/sw.js' ? { ...headers, 'accept-encoding': 'identity', 'if-none-match': '', 'if-modified-since': '' } : headers;
    const onward = ask({ host: target.hostname, port: target.port, method, path: url, headers: plain }, (answer) => {
      if (url !== '/sw.js') {
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.pipe(outgoing);
        return;
      }
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => { text += part; });
      answer.on('end', () => {
        outgoing.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' });
        outgoing.end(worker(text));
      });
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    await use(`http://127.0.0.1:${server.address().port}`, (change) => { worker = change; });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
