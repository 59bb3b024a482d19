// TLS and HTTP/2 in front of the local gateway, as CloudFront gives them, with a certificate that lives as long as the run.
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createSecureServer } from 'node:http2';
import { join } from 'node:path';

/** Of one hop only. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host', 'http2-settings', 'proxy-connection']);

export async function ponte(origine, cartella) {
  const { key, cert, file } = certificate(cartella);
  const spki = createHash('sha256').update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' })).digest('base64');
  const agent = new Agent({ keepAlive: true });
  const target = new URL(origine);
  const state = { attesa: 0, spento: false };
  const server = createSecureServer({ key, cert, allowHTTP1: true }, (question, answer) => {
    const forward = () => {
      const kept = Object.entries(question.headers).filter(([name]) => !name.startsWith(':') && !HOP.has(name));
      const headers = { ...Object.fromEntries(kept), host: target.host };
      // The functions know one public address, the gateway's.
      if (headers.origin === `https://localhost:${server.address().port}`) headers.origin = origine;
      const inner = request({ agent, host: target.hostname, port: target.port, method: question.method, path: question.url, headers });
      inner.on('response', (response) => {
        answer.writeHead(response.statusCode, Object.fromEntries(Object.entries(response.headers).filter(([name]) => !HOP.has(name))));
        response.pipe(answer);
      });
      inner.on('error', () => answer.stream?.close?.() ?? answer.destroy());
      question.pipe(inner);
    };
    if (state.attesa && question.url.startsWith('/api/')) setTimeout(forward, state.attesa);
    else forward();
  });
  server.on('sessionError', () => {});
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origine: `https://localhost:${server.address().port}`,
    spki,
    certificato: file,
    /** From here on the API takes so many milliseconds more. */
    rallenta: (millis) => {
      state.attesa = millis;
    },
    chiudi: () => {
      agent.destroy();
      server.close();
    },
  };
}

function certificate(cartella) {
  mkdirSync(cartella, { recursive: true });
  const [keyFile, file] = ['chiave.pem', 'certificato.pem'].map((name) => join(cartella, name));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:TRUE'];
  const fresh = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-keyout', keyFile, '-out', file];
  execFileSync('openssl', [...fresh, ...subject], { stdio: 'ignore' });
  return { key: readFileSync(keyFile), cert: readFileSync(file), file };
}
