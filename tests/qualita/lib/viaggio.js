// A short journey that any engine can be asked for: every step is a script in the page.

/** Run in the page: signs in as the app's own form does, and remembers that somebody is. */
export async function entra({ cf, pin }) {
  const answer = await fetch('/api/sessione', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ codice_fiscale: cf, pin }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
  localStorage.setItem('entrato', '1');
}

/** Signs in by the form, then home, list, the first step of a question. Gives what went wrong. */
export async function viaggio({ vai, esegui, pronta }, { cf, pin }) {
  const wrong = [];
  const heading = () => esegui(() => document.querySelector('main h1').textContent.trim());
  const expect = async (step, text) => {
    await pronta();
    const found = await heading();
    if (!text.test(found)) wrong.push(`${step}: the heading is “${found}”`);
  };
  await vai('/');
  await expect('sign-in', /^Acced|^Entra/);
  await esegui(
    (values) => {
      const fields = document.querySelectorAll('main form input:not([type="hidden"])');
      for (const [index, value] of values.entries()) {
        fields[index].value = value;
        fields[index].dispatchEvent(new Event('input', { bubbles: true }));
      }
      document.querySelector('main form button[type="submit"]').click();
    },
    [cf, pin],
  );
  for (let tries = 0; tries < 100 && /^Acced|^Entra/.test(await heading().catch(() => 'Accedi')); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  await expect('home', /Ciao/);
  await vai('/quesiti');
  await expect('list', /Quesiti|domande/i);
  if (!(await esegui(() => document.querySelectorAll('main a[href^="/quesiti/"]').length > 1))) wrong.push('list: it is empty');
  await vai('/quesiti/nuovo/rapporto');
  await expect('wizard', /rapporto/);
  if (!(await esegui(() => document.querySelectorAll('main input[type="radio"]').length > 1))) wrong.push('wizard: no choices');
  return wrong;
}
