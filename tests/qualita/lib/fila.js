// Several windows at a time, each person's screens one after the other: whoever writes a draft must not do so twice at once.

/** How many: as many as the cores of the machine that CI has. */
const FINESTRE = 2;

/** Does `una` with each of the screens. */
export async function fila(schermate, una) {
  const people = new Map();
  for (const schermata of schermate) people.set(schermata.persona, [...(people.get(schermata.persona) ?? []), schermata]);
  // Who isn't signed in has nothing of their own to spoil.
  const anybody = (people.get(undefined) ?? []).map((schermata) => [schermata]);
  people.delete(undefined);
  const queues = [...[...people.values()].sort((one, other) => other.length - one.length), ...anybody];
  const worker = async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) for (const schermata of queue) await una(schermata);
  };
  await Promise.all(Array.from({ length: FINESTRE }, worker));
}
