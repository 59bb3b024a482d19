// A place to upload to that hangs up when part of the bytes are there, as a network does that goes.
import { createServer } from 'node:http';

/** Serves on a port of its own while `use(origin, arrived)` runs; `arrived()` tells how many bytes came before it hung up. */
export async function hangsUp(share, use) {
  let arrived = 0;
  const server = createServer((incoming) => {
    const enough = Number(incoming.headers['content-length']) * share;
    incoming.on('data', (part) => {
      arrived += part.length;
      if (arrived >= enough) incoming.socket.destroy();
    });
    incoming.on('error', () => {});
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    await use(`http://127.0.0.1:${server.address().port}`, () => arrived);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
